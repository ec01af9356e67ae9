import type { Outcome } from './outcome.ts'

/** After so many failures in a row a condition is not tried again. */
const patience = 2

/** Decides which conditions are given up; conditions are known by their keys. */
export class FailedConditions {
  readonly #failures = new Map<string, number>()

  /** @returns why the condition is given up, if it is with this outcome */
  add(condition: string, outcome: Outcome): string | null {
    if (outcome.kind === 'ok') {
      this.#failures.delete(condition)
      return null
    }
    if (outcome.kind === 'cancelled') return null
    const failures = (this.#failures.get(condition) ?? 0) + 1
    this.#failures.set(condition, failures)
    return failures >= patience ? `${condition} is not tried again: ${outcome.message}` : null
  }

  isGivenUp(condition: string): boolean {
    return (this.#failures.get(condition) ?? 0) >= patience
  }
}
