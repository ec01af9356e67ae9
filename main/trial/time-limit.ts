import { readStat } from '../system/process-stat.ts'
import { RunningTime } from '../system/running-time.ts'

/** The time is counted in steps of at most this length. */
const longestStepMs = 1000
/** A trial that nobody continues is given up after this many times its limit. */
const mostStops = 5

export interface TimeLimitOptions {
  readonly limitMs: number
  /** @returns the processes that are to be done within it */
  pids(): readonly number[]
  /** Called once its time is over, or when it was stopped for too long. */
  over(why: 'time' | 'stopped'): void
}

/**
 * Counts the time in which a trial could run. A stop of the lab or of the machine makes a step late: it counts like any
 * other, and before the next one everything is read that the trial wrote meanwhile. A step at whose end one of the
 * trial's processes is stopped (SIGSTOP, a debugger) counts as a stop.
 */
export class TimeLimit {
  readonly #options: TimeLimitOptions
  readonly #time: RunningTime
  #ranMs = 0
  #stoppedMs = 0

  constructor(options: TimeLimitOptions) {
    this.#options = options
    this.#time = new RunningTime(Math.min(longestStepMs, options.limitMs / 10), (stepMs) => {
      this.#step(stepMs)
    })
  }

  /** Whether the trial was seen stopped: a lap may hold the stop. */
  get wasStopped(): boolean {
    return this.#stoppedMs > 0
  }

  clear(): void {
    this.#time.stop()
  }

  #step(stepMs: number): void {
    const { limitMs } = this.#options
    if (this.#ranMs >= limitMs || this.#stoppedMs >= mostStops * limitMs) {
      this.clear()
      this.#options.over(this.#ranMs >= limitMs ? 'time' : 'stopped')
      return
    }
    if (this.#options.pids().some(isStopped)) this.#stoppedMs += stepMs
    else this.#ranMs += stepMs
  }
}

/** Only Linux tells. */
function isStopped(pid: number): boolean {
  const state = readStat(pid)?.state
  return state === 'T' || state === 't'
}
