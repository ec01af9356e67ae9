import { expect, test } from 'vitest'
import type { LabDescription, LabEvents } from '../../../preload/contract.ts'
import { joinLab } from '../../../renderer/connection/lab-client.ts'
import { machine } from '../../../testbed/scenes/session.ts'

const description: LabDescription = {
  version: '0.1.0',
  shell: 'browser',
  dialogs: false,
  machine,
  runtimes: [],
  home: '/home/me/.lockstep',
}
const events: LabEvents = { records: () => undefined, progress: () => undefined, sample: () => undefined }

/** A channel to a lab that describes itself so, and fails to read a session. */
function channelTo(described: unknown) {
  const state = { closed: false, end: (): void => undefined }
  let receive = (message: string): void => {
    throw new Error(`nobody listens to ${message}`)
  }
  const channel = {
    post(message: string) {
      const call = JSON.parse(message) as { readonly i: string; readonly m: string }
      if (call.m === 'describe') receive(JSON.stringify({ t: 's', i: call.i, r: described }))
      if (call.m === 'session') receive(JSON.stringify({ t: 's', i: call.i, e: { message: 'there is no session a' } }))
    },
    listen(listener: (message: string) => void) {
      receive = listener
    },
    onClosed(closed: () => void) {
      state.end = closed
    },
    close() {
      state.closed = true
    },
  }
  return { channel, state }
}

test('a window that joins knows what the lab says of itself', async () => {
  const client = await joinLab(channelTo(description).channel, events, () => undefined)
  expect(client.description).toEqual(description)
})

test('a lab of another version is left again, with what to do', async () => {
  const { channel, state } = channelTo({ version: 2 })
  await expect(joinLab(channel, events, () => undefined)).rejects.toThrow('reload the page')
  expect(state.closed).toBe(true)
})

test('a call that waits when the lab goes away is an error', async () => {
  const { channel, state } = channelTo(description)
  let gone = 0
  const client = await joinLab(channel, events, () => gone++)
  const waiting = client.api.sessions()
  state.end()
  await expect(waiting).rejects.toThrow('The lab is gone.')
  expect(gone).toBe(1)
})

test('what fails in the lab is an error here, with what the lab says', async () => {
  const client = await joinLab(channelTo(description).channel, events, () => undefined)
  const failed = client.api.session('a', null)
  await expect(failed).rejects.toBeInstanceOf(Error)
  await expect(failed).rejects.toThrow('there is no session a')
})
