import { expect, test } from 'vitest'
import type { SessionRecord } from '../../../experiments/core/session/session.ts'
import type { LabDescription, LabEvents } from '../../../preload/contract.ts'
import { joinLab, type LabClient } from '../../../renderer/connection/lab-client.ts'
import { header, machine, sampleAt, trialRecords } from '../../../testbed/scenes/session.ts'

interface Call {
  readonly i: string
  readonly m: string
}

const description: LabDescription = {
  version: '0.1.0',
  shell: 'browser',
  dialogs: false,
  machine,
  runtimes: [],
  home: '/home/me/.lockstep',
}
const events: LabEvents = { records: () => undefined, progress: () => undefined, sample: () => undefined }

/** A window whose calls the test answers. */
async function joined() {
  const calls: Call[] = []
  let receive = (message: string): void => {
    throw new Error(`nobody listens to ${message}`)
  }
  const tell = (message: object): void => {
    receive(JSON.stringify(message))
  }
  const client: LabClient = await joinLab(
    {
      post(message) {
        const call = JSON.parse(message) as Call
        if (call.m === 'describe') tell({ t: 's', i: call.i, r: description })
        else calls.push(call)
      },
      listen(listener) {
        receive = listener
      },
      onClosed: () => undefined,
      close: () => undefined,
    },
    events,
    () => undefined,
  )
  const part = (sessionId: string, records: readonly SessionRecord[]): void => {
    tell({ t: 'q', m: 'part', a: [sessionId, records] })
  }
  const answer = (call: Call | undefined, result: { r?: unknown; e?: unknown }): void => {
    tell({ t: 's', i: call?.i, ...result })
  }
  return { client, calls, part, answer }
}

const head: readonly SessionRecord[] = [header('long'), sampleAt(0, 1)]
const [first, second] = [trialRecords(0), trialRecords(1)]

test('the parts of a long session come behind its header and its samples, in their order', async () => {
  const { client, calls, part, answer } = await joined()
  const session = client.api.session('long')
  part('long', first)
  part('another', trialRecords(2))
  part('long', second)
  answer(calls[0], { r: head })
  expect(await session).toEqual([...head, ...first, ...second])
})

test('asked for twice at once it is fetched once, and anew afterwards', async () => {
  const { client, calls, part, answer } = await joined()
  const both = [client.api.session('long'), client.api.session('long')]
  expect(calls.map(({ m }) => m)).toEqual(['session'])
  part('long', first)
  answer(calls[0], { r: head })
  expect(await Promise.all(both)).toEqual([
    [...head, ...first],
    [...head, ...first],
  ])
  const again = client.api.session('long')
  answer(calls[1], { r: head })
  expect(await again).toEqual(head)
})

test('parts that came before a failure are forgotten', async () => {
  const { client, calls, part, answer } = await joined()
  const failing = client.api.session('long')
  part('long', first)
  answer(calls[0], { e: { message: 'the disk is gone' } })
  await expect(failing).rejects.toMatchObject({ message: 'the disk is gone' })
  const again = client.api.session('long')
  answer(calls[1], { r: head })
  expect(await again).toEqual(head)
})
