import { nowUs } from './clock.ts'

/**
 * Counts the time in which this process could run, in steps. Where it was stopped (SIGSTOP), or the machine slept, a step ends
 * late, and counts like any other.
 */
export class RunningTime {
  readonly #stepMs: number
  readonly #timer: NodeJS.Timeout
  #lastUs = nowUs()
  #ms = 0

  /** @param onStep is told how much each step counts */
  constructor(stepMs = 1000, onStep: (ms: number) => void = () => undefined) {
    this.#stepMs = stepMs
    this.#timer = setInterval(() => {
      const ms = this.#sinceLastMs
      this.#ms += ms
      this.#lastUs = nowUs()
      onStep(ms)
    }, stepMs)
  }

  get ms(): number {
    return this.#ms + this.#sinceLastMs
  }

  get #sinceLastMs(): number {
    return Math.min((nowUs() - this.#lastUs) / 1e3, this.#stepMs)
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
