import { moduleState } from './module-state.ts'
import { threadIdentity, type ThreadIdentity } from './native-thread.ts'
import type { Part } from './part.ts'
import { SteadyWork } from './steady-work.ts'

export interface IsolationOrder {
  /** One cell; a process receives no shared memory, because JSON has none. */
  readonly shared: Int32Array
}

export type IsolationCommand =
  { readonly do: 'write'; readonly text: string; readonly number: number } | { readonly do: 'read' | 'work' | 'finish' }

export interface IsolationIdentity extends ThreadIdentity {
  readonly pid: number
  readonly state: string
}

export interface Seen {
  /** Read from an ordinary object. */
  readonly text: string
  /** Read from a SharedArrayBuffer; null if there is none. */
  readonly number: number | null
}

export const isolationPart: Part = (order, channel) => {
  const { shared } = order as IsolationOrder
  const cell = shared instanceof Int32Array ? shared : null
  const work = new SteadyWork()
  const identity: IsolationIdentity = { ...threadIdentity(), pid: process.pid, state: moduleState.value }
  channel.onMessage((message) => {
    const command = message as IsolationCommand
    switch (command.do) {
      case 'write':
        moduleState.value = command.text
        if (cell !== null) Atomics.store(cell, 0, command.number)
        break
      case 'read':
        break
      case 'work':
        void work.run((said) => {
          channel.say(said)
        })
        return
      case 'finish':
        work.finish()
        return
    }
    const seen: Seen = { text: moduleState.value, number: cell === null ? null : Atomics.load(cell, 0) }
    channel.say(seen)
  })
  channel.say(identity)
}
