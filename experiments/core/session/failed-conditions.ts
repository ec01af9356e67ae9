import { conditionId } from '../names/condition-name.ts'
import type { Outcome } from './outcome.ts'
import type { SessionHeader } from './session.ts'

/** After so many failures in a row a condition is not tried again. */
const patience = 2

/** Decides which conditions are given up; conditions are known by their ids. */
export class FailedConditions {
  readonly #failures = new Map<string, number>()

  /** A program that failed whenever it was calibrated is not run again. */
  constructor({ conditions }: Pick<SessionHeader, 'conditions'>) {
    for (const condition of conditions)
      if (condition.fails !== undefined) this.#failures.set(conditionId(condition), patience)
  }

  /** @returns whether the condition is given up with this outcome */
  add(condition: string, outcome: Outcome): boolean {
    if (outcome.kind === 'ok') {
      this.#failures.delete(condition)
      return false
    }
    if (outcome.kind === 'cancelled') return false
    this.#failures.set(condition, (this.#failures.get(condition) ?? 0) + 1)
    return this.isGivenUp(condition)
  }

  isGivenUp(condition: string): boolean {
    return (this.#failures.get(condition) ?? 0) >= patience
  }
}
