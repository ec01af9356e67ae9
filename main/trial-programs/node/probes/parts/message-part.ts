import { asSent } from './message-values.ts'
import type { Part } from './part.ts'

/** The worker at the other end of a line obeys these commands. */
export type MessageCommand =
  /** Send the payload back, moved or copied as it came. */
  | { readonly do: 'echo'; readonly payload: string | Uint8Array<ArrayBuffer>; readonly moved: boolean }
  /** Look at the bytes whenever the flag turns 1, and turn it back to 0; until it is -1. */
  | { readonly do: 'watch'; readonly flag: Int32Array; readonly bytes: Uint8Array }
  /** Write into a list. */
  | { readonly do: 'append'; readonly list: number[] }
  /** Say whether a value came as it was sent. */
  | { readonly do: 'look'; readonly name: string; readonly value: unknown }

/** Answers at the other end of a line whose messages are timed. */
export const messagePart: Part = (_input, channel) => {
  channel.say('ready')
  channel.onMessage((message, moved) => {
    const command = message as MessageCommand
    switch (command.do) {
      case 'echo': {
        const { payload } = command
        channel.say(payload, command.moved && typeof payload !== 'string' ? payload.buffer : undefined)
        return
      }
      case 'watch':
        watch(command.flag, command.bytes)
        return
      case 'append':
        command.list.push(1)
        channel.say(command.list.length)
        return
      case 'look':
        channel.say(asSent(command.name, moved ?? command.value))
    }
  })
}

function watch(flag: Int32Array, bytes: Uint8Array): void {
  for (;;) {
    Atomics.wait(flag, 0, 0)
    if (Atomics.load(flag, 0) < 0) return
    bytes[0] = (bytes[0] ?? 0) + (bytes.at(-1) ?? 0)
    Atomics.store(flag, 0, 0)
    Atomics.notify(flag, 0)
  }
}
