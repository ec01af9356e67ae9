import { nowUs } from '../../../../system/clock.ts'
import type { Part } from './part.ts'

/** No worker loops for longer, whatever happens to the probe. */
const longestUs = 40e6

export interface LoopOrder {
  readonly holdBytes: number
  /** Whether it has a handler for SIGINT. */
  readonly listens: boolean
  /** Whether it loops, and so never serves its event loop. */
  readonly loops: boolean
  /** One shared cell counts the rounds of the loop; a process receives no shared memory. */
  readonly rounds: Int32Array | null
}

export interface LoopReport {
  /** How often its handler for SIGINT was called. */
  readonly interrupts: number
}

/** Loops until a message, its own handler for SIGINT or the time limit ends it; or only listens. */
export const loopPart: Part = async (input, channel) => {
  const { holdBytes, listens, loops, rounds } = input as LoopOrder
  // the memory is written, so that the system provides it
  const held = Buffer.alloc(holdBytes, 1)
  const counted = rounds instanceof Int32Array ? rounds : new Int32Array(1)
  let interrupts = 0
  let asked = false
  const report = (): void => {
    const said: LoopReport = { interrupts }
    channel.say(said)
  }
  if (listens) {
    process.on('SIGINT', () => {
      interrupts++
    })
  }
  channel.onMessage(() => {
    asked = true
    report()
  })
  report()
  if (!loops) return
  // lets the report be sent
  await new Promise((resolve) => setTimeout(resolve, 10))
  const heard = (): boolean => asked || interrupts > 0
  for (const untilUs = nowUs() + longestUs; !heard() && nowUs() < untilUs;) Atomics.add(counted, 0, held[0] ?? 0)
  report()
}
