/** Gives the same random numbers for the same seed: mulberry32's, and normal ones from them by Box and Muller's way. */
export class SeededNumbers {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** @returns a number from 0 up to but not including 1 */
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

/** A number in 0 … 1 that depends on the arguments alone. */
export function noise(...parts: readonly number[]): number {
  const x = Math.sin(parts.reduce((sum, part, index) => sum + part * (12.9898 + index * 7.233), 1)) * 43758.5453
  return x - Math.floor(x)
}
