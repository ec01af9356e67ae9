/** What was tried, and what was lost. */
export class Tally {
  #tried = 0
  readonly lost: string[] = []

  /** @param problem null if it was survived */
  add(name: string, problem: string | null): void {
    this.addMany(1, problem === null ? null : `${name}: ${problem}`)
  }

  addMany(tried: number, problem: string | null): void {
    this.#tried += tried
    if (problem === null) return
    this.lost.push(problem)
    console.log(`LOST ${problem}`)
  }

  get tried(): number {
    return this.#tried
  }
}
