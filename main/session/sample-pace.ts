/** As many as ten minutes have at the usual pace. */
const samplesAtOnePace = 6000

/**
 * How often a session is looked at: after every 6,000 samples half as often, so that a day has seven times the samples of
 * ten minutes, and not 144 times.
 */
export class SamplePace {
  readonly #firstIntervalMs: number
  #samples = 0

  constructor(firstIntervalMs: number) {
    this.#firstIntervalMs = firstIntervalMs
  }

  /** Counts a sample. @returns the new interval where it changes with this one, else null */
  slowedDown(): number | null {
    this.#samples++
    if (this.#samples % samplesAtOnePace !== 0) return null
    return this.#firstIntervalMs * 2 ** (this.#samples / samplesAtOnePace)
  }
}
