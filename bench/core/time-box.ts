/** Says whether another round fits: there are at least `least` rounds, then as many as end within the budget if they last as long. */
export class TimeBox {
  readonly #budgetMs: number
  readonly #least: number
  readonly #nowMs: () => number
  readonly #startedMs: number
  #rounds = 0

  constructor(budgetMs: number, least: number, nowMs: () => number) {
    this.#budgetMs = budgetMs
    this.#least = least
    this.#nowMs = nowMs
    this.#startedMs = nowMs()
  }

  get rounds(): number {
    return this.#rounds
  }

  /** 0 … 1 of the budget. */
  get used(): number {
    return Math.min(1, this.#elapsedMs / this.#budgetMs)
  }

  /** A caller asks this before each round. */
  next(): boolean {
    const oneRoundMs = this.#rounds === 0 ? 0 : this.#elapsedMs / this.#rounds
    const fits = this.#rounds < this.#least || this.#elapsedMs + oneRoundMs <= this.#budgetMs
    if (fits) this.#rounds++
    return fits
  }

  get #elapsedMs(): number {
    return this.#nowMs() - this.#startedMs
  }
}
