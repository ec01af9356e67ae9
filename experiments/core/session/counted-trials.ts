import { conditionId } from '../names/condition-name.ts'
import { groupBy } from '../numbers/group-by.ts'
import { disturbanceOf } from './disturbance.ts'
import type { Session, TrialRecord } from './session.ts'

/** Where a condition has so many undisturbed rounds, the disturbed ones are left out: that many make an interval. */
export const enoughUndisturbed = 5

/**
 * The trials that every estimate rests on: the successful ones. Of a trial that was repeated within its round, because
 * something disturbed it, and its repeat the less loaded one counts; and no disturbed one does where its condition has
 * enough rounds with others.
 */
export function countedTrials({ header, trials }: Pick<Session, 'header' | 'trials'>): readonly TrialRecord[] {
  const byPlace = new Map<string, TrialRecord>()
  for (const trial of trials) {
    if (trial.outcome.kind !== 'ok') continue
    const before = byPlace.get(placeOf(trial))
    if (before === undefined || !(loadOf(before) < loadOf(trial))) byPlace.set(placeOf(trial), trial)
  }
  const undisturbed = [...byPlace.values()].filter((trial) => disturbanceOf(trial, header) === null)
  const rounds = [...groupBy(undisturbed, conditionId)].map(([name, own]) => [name, roundsOf(own)] as const)
  const enough = new Map(rounds)
  const counts = new Set(undisturbed)
  return [...byPlace.values()].filter(
    (trial) => counts.has(trial) || (enough.get(conditionId(trial)) ?? 0) < enoughUndisturbed,
  )
}

function roundsOf(trials: readonly TrialRecord[]): number {
  return new Set(trials.map(({ round }) => round)).size
}

/** A condition has one trial that counts in each turn of a round. */
export function placeOf({ round, series, workers, turn = 1 }: TrialRecord): string {
  return `${round} ${series} ${workers} ${turn}`
}

/** @returns NaN if it is not known, which is neither more nor less than any other; nothing is worse than a stop */
function loadOf({ load, stopped }: TrialRecord): number {
  if (stopped === true) return Infinity
  return load === undefined ? NaN : load.otherCores + (load.stolenCores ?? 0)
}
