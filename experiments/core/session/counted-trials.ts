import type { TrialRecord } from './session.ts'

/**
 * The trials that every estimate rests on: the successful ones. A trial that was repeated within its round, because
 * something disturbed it, does not count; its repeat does.
 */
export function countedTrials(trials: readonly TrialRecord[]): readonly TrialRecord[] {
  const byPlace = new Map<string, TrialRecord>()
  for (const trial of trials) {
    const { round, series, workers, outcome } = trial
    if (outcome.kind === 'ok') byPlace.set(`${round} ${series} ${workers}`, trial)
  }
  return [...byPlace.values()]
}
