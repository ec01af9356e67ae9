/** Estimates what is left of a session from what its trials took so far. */
export class TimeLeft {
  readonly #lastMs = new Map<string, number>()
  #totalMs = 0
  #count = 0

  add(condition: string, durationMs: number): void {
    this.#lastMs.set(condition, durationMs)
    this.#totalMs += durationMs
    this.#count++
  }

  /** For these trials still to come; a condition that has not run yet is taken for an average one. Null before the first. */
  estimateMs(conditions: Iterable<string>): number | null {
    if (this.#count === 0) return null
    const mean = this.#totalMs / this.#count
    let sum = 0
    for (const condition of conditions) sum += this.#lastMs.get(condition) ?? mean
    return sum
  }
}
