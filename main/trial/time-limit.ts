import { nowUs } from '../system/clock.ts'
import { readStat } from '../system/process-stat.ts'

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
  readonly #stepMs: number
  readonly #timer: NodeJS.Timeout
  #lastUs = nowUs()
  #ranMs = 0
  #stoppedMs = 0

  constructor(options: TimeLimitOptions) {
    this.#options = options
    this.#stepMs = Math.min(longestStepMs, options.limitMs / 10)
    this.#timer = setInterval(() => {
      this.#step()
    }, this.#stepMs)
  }

  /** Whether the trial was seen stopped: a lap may hold the stop. */
  get wasStopped(): boolean {
    return this.#stoppedMs > 0
  }

  clear(): void {
    clearInterval(this.#timer)
  }

  #step(): void {
    const { limitMs } = this.#options
    if (this.#ranMs >= limitMs || this.#stoppedMs >= mostStops * limitMs) {
      this.clear()
      this.#options.over(this.#ranMs >= limitMs ? 'time' : 'stopped')
      return
    }
    const [beganUs, endedUs] = [this.#lastUs, nowUs()]
    this.#lastUs = endedUs
    const stepMs = Math.min((endedUs - beganUs) / 1e3, this.#stepMs)
    if (this.#options.pids().some(isStopped)) this.#stoppedMs += stepMs
    else this.#ranMs += stepMs
  }
}

/** Only Linux tells. */
function isStopped(pid: number): boolean {
  const state = readStat(pid)?.state
  return state === 'T' || state === 't'
}
