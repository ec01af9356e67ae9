import type { TrialRecord } from './session.ts'

/**
 * The trials that every estimate rests on: the successful ones. Of a trial that was repeated within its round, because
 * something disturbed it, and its repeat the less disturbed one counts.
 */
export function countedTrials(trials: readonly TrialRecord[]): readonly TrialRecord[] {
  const byPlace = new Map<string, TrialRecord>()
  for (const trial of trials) {
    const { round, series, workers, outcome } = trial
    if (outcome.kind !== 'ok') continue
    const place = `${round} ${series} ${workers}`
    const before = byPlace.get(place)
    if (before === undefined || !(loadOf(before) < loadOf(trial))) byPlace.set(place, trial)
  }
  return [...byPlace.values()]
}

/** @returns NaN if it is not known, which is neither more nor less than any other */
function loadOf({ load }: TrialRecord): number {
  return load === undefined ? NaN : load.otherCores + (load.stolenCores ?? 0)
}
