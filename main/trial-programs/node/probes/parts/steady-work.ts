import { isMainThread } from 'node:worker_threads'
import { nowUs } from '../../../../system/clock.ts'
import type { Part } from './part.ts'

/** A worker reports that it is working after this CPU time. */
const firstCpuUs = 20_000
/** No worker works for longer, whatever happens to the probe. */
const longestUs = 40e6
const sliceSteps = 100_000
const lastSteps = 500_000

export interface Working {
  /** The CPU time of the worker's own thread, or process. */
  readonly cpuMs: number
}

export interface Finished {
  /** Null if the time limit ended it. */
  readonly result: number | null
}

/** Works until finish() is called, then runs to an end that can be checked. */
export class SteadyWork {
  #mayEnd = false

  finish(): void {
    this.#mayEnd = true
  }

  /** @param say is called with `Working` once, then with `Finished` */
  async run(say: (message: Working | Finished) => void): Promise<void> {
    const untilUs = nowUs() + longestUs
    const cpuBeforeUs = ownCpuUs()
    let working = false
    while (!this.#mayEnd && nowUs() < untilUs) {
      compute(sliceSteps)
      const cpuUs = ownCpuUs() - cpuBeforeUs
      if (!working && cpuUs >= firstCpuUs) {
        working = true
        say({ cpuMs: cpuUs / 1e3 })
      }
      await new Promise(setImmediate)
    }
    say({ result: this.#mayEnd ? compute(lastSteps) : null })
  }
}

/** Reports that it is ready, and works from the first message to the second. */
export const steadyPart: Part = (_order, channel) => {
  let work: SteadyWork | null = null
  channel.onMessage(() => {
    if (work !== null) {
      work.finish()
      return
    }
    work = new SteadyWork()
    void work.run((said) => {
      channel.say(said)
    })
  })
  channel.say('ready')
}

function ownCpuUs(): number {
  const { user, system } = isMainThread ? process.cpuUsage() : process.threadCpuUsage()
  return user + system
}

/** Runs a linear congruential generator below 2 ** 31. */
function compute(steps: number): number {
  let value = 1
  for (let step = 0; step < steps; step++) value = (Math.imul(value, 1_103_515_245) + 12_345) & 0x7fff_ffff
  return value
}

export function expectedResult(): number {
  return compute(lastSteps)
}
