import type { Part } from './parts.ts'

/** Does a little work, as anything that is started does, and waits. */
export const footprintPart: Part = (_input, channel) => {
  const squares = Array.from({ length: 1000 }, (_, n) => n * n)
  channel.say(JSON.stringify(squares).length)
  channel.onMessage(() => undefined)
}
