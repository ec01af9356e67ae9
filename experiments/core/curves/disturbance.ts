import { conditionId, conditionName } from '../names/condition-name.ts'
import { groupBy } from '../numbers/group-by.ts'
import { countedTrials, placeOf } from '../session/counted-trials.ts'
import { culpritText, disturbanceOf, disturbanceText, type Disturbance } from '../session/disturbance.ts'
import type { Session, TrialRecord } from '../session/session.ts'
import { counted } from '../text/format-number.ts'

export interface DisturbedTrial {
  readonly trial: TrialRecord
  readonly disturbance: Disturbance
  /** Whether it was measured twice in its round. */
  readonly repeated: boolean
  /** Whether estimates rest on it. */
  readonly counts: boolean
}

/** The disturbed trials in the order in which they ran. */
export function disturbedTrials(session: Session): readonly DisturbedTrial[] {
  const counting = new Set(countedTrials(session))
  const times = groupBy(
    session.trials.filter(({ outcome }) => outcome.kind === 'ok'),
    placeOf,
  )
  return session.trials.flatMap((trial) => {
    const disturbance = disturbanceOf(trial, session.header)
    const repeated = (times.get(placeOf(trial))?.length ?? 0) > 1
    return disturbance === null ? [] : [{ trial, disturbance, repeated, counts: counting.has(trial) }]
  })
}

/** With a fifth of the rounds disturbed the intervals still cover (docs/method.md); with more than this they may not. */
export const mostDisturbedShare = 0.2

/**
 * Says why the numbers of some conditions cannot be trusted; null if few enough of the rounds of each were disturbed, of
 * those that count.
 */
export type DisturbedConditions = (conditions: readonly Pick<TrialRecord, 'series' | 'workers'>[]) => string | null

/** Looks through the trials once, for all questions about them. */
export function disturbedConditions(session: Session): DisturbedConditions {
  const byCondition = groupBy(countedTrials(session), conditionId)
  return (conditions) => disturbedAmong(session, byCondition, conditions)
}

function disturbedAmong(
  session: Session,
  byCondition: ReadonlyMap<string, readonly TrialRecord[]>,
  conditions: Parameters<DisturbedConditions>[0],
): string | null {
  for (const [id, [condition]] of groupBy(conditions, conditionId)) {
    const own = byCondition.get(id) ?? []
    const disturbances = own.flatMap((trial) => disturbanceOf(trial, session.header) ?? [])
    const worst = disturbances.toSorted((a, b) => b.cores - a.cores)[0]
    if (condition === undefined || worst === undefined || disturbances.length <= mostDisturbedShare * own.length)
      continue
    return `disturbed: in ${disturbances.length} of ${counted(own.length, 'trial')} of ${conditionName(condition)} other programs took the cores; in the worst ${disturbanceText(worst)}`
  }
  return null
}

/** The two programs that used most CPU time in all disturbed trials together: "java, mono". */
export function culpritsText(disturbed: readonly DisturbedTrial[]): string | null {
  const total = new Map<string, number>()
  for (const { culprit } of disturbed.map(({ disturbance }) => disturbance)) {
    if (culprit === null) continue
    const text = culpritText(culprit)
    total.set(text, (total.get(text) ?? 0) + culprit.cores)
  }
  const named = [...total].sort(([, a], [, b]) => b - a).map(([text]) => text)
  return named.length === 0 ? null : named.slice(0, 2).join(', ')
}
