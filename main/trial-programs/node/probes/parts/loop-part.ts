import { nowUs } from '../../../../system/clock.ts'
import type { Part } from './part.ts'

/** Nobody loops for longer, whatever happens to the probe. */
const longestUs = 40e6

export interface LoopOrder {
  readonly holdBytes: number
  /** Whether it has a handler for SIGINT. */
  readonly listens: boolean
  /** Whether it loops, and so never comes to what waits in its event loop. */
  readonly loops: boolean
  /** Shared, one cell: counts the rounds of the loop. A process is given a copy that is none. */
  readonly rounds: Int32Array | null
}

export interface LoopReport {
  /** How often its handler for SIGINT was called. */
  readonly interrupts: number
}

/** Loops until a message or its own handler for SIGINT says otherwise, or the clock at last; or only listens. */
export const loopPart: Part = async (input, channel) => {
  const { holdBytes, listens, loops, rounds } = input as LoopOrder
  // written, so that the memory is there
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
  // lets go of what was said
  await new Promise((resolve) => setTimeout(resolve, 10))
  const heard = (): boolean => asked || interrupts > 0
  for (const untilUs = nowUs() + longestUs; !heard() && nowUs() < untilUs;) Atomics.add(counted, 0, held[0] ?? 0)
  report()
}
