/** The number of samples that ten minutes have at the usual pace. */
const samplesAtOnePace = 6000

/**
 * Decides how often the monitor takes samples: half as often after every 6,000, so that a day has seven times the samples
 * of ten minutes, and not 144 times.
 */
export class SamplePace {
  readonly #firstIntervalMs: number
  #samples = 0

  constructor(firstIntervalMs: number) {
    this.#firstIntervalMs = firstIntervalMs
  }

  /** Counts a sample. @returns the new interval in ms if it changes with this sample, else null */
  slowedDown(): number | null {
    this.#samples++
    if (this.#samples % samplesAtOnePace !== 0) return null
    return this.#firstIntervalMs * 2 ** (this.#samples / samplesAtOnePace)
  }
}
