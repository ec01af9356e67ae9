import { SeededNumbers } from './seeded-numbers.ts'

export interface Noise {
  /** The standard deviation of ln time between trials; laps of one trial correlate by 0.6. */
  readonly trialScatter: number
  /** Something else disturbs this share of the trials, which then take so many times longer. */
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
