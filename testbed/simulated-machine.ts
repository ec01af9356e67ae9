/** Seeded random numbers: mulberry32, and normal ones from it by Box and Muller. */
export class SeededNumbers {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** From 0 up to but not including 1. */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform())
  }
}

export interface Noise {
  /** Between trials, as a standard deviation of ln time; laps of one trial correlate by 0.6. */
  readonly trialScatter: number
  /** Which share of the trials something else disturbs, and how many times longer they take then. */
  readonly disturbedShare?: number
  readonly disturbedTimes?: number
}

/** A machine whose trials take what they should, but for the noise that real ones have. */
export class SimulatedMachine {
  readonly #numbers: SeededNumbers
  readonly #noise: Noise

  constructor(seed: number, noise: Noise) {
    this.#numbers = new SeededNumbers(seed)
    this.#noise = noise
  }

  /** The measured laps of one trial, in ms. */
  trial(typicalMs: number, laps: number): readonly number[] {
    const { trialScatter, disturbedShare = 0, disturbedTimes = 1.5 } = this.#noise
    const disturbed = this.#numbers.uniform() < disturbedShare ? Math.log(disturbedTimes) : 0
    const trial = trialScatter * this.#numbers.normal() + disturbed
    // correlation = trialScatter² ÷ (trialScatter² + lapScatter²) = 0.6
    const lapScatter = trialScatter * Math.sqrt(0.4 / 0.6)
    return Array.from({ length: laps }, () => typicalMs * Math.exp(trial + lapScatter * this.#numbers.normal()))
  }
}
