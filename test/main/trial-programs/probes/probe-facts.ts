import type { FactValue } from '../../../../experiments/core/facts/fact-rounds.ts'
import type { TrialRun } from '../../../../main/trial/trial-process.ts'

/** The facts of a trial by name; a trial that failed says why in place of a missing fact. */
export function factsOf({ outcome, facts }: TrialRun): Readonly<Record<string, FactValue>> {
  if (outcome.kind !== 'ok') return { failed: outcome.message }
  return Object.fromEntries(facts.map(({ name, value }) => [name, value]))
}
