import { conditionId, conditionName } from '../names/condition-name.ts'
import { groupBy } from '../numbers/group-by.ts'
import type { SeriesId } from '../names/series.ts'
import { countedTrials } from '../session/counted-trials.ts'
import { toSerialWork } from '../session/same-work.ts'
import type { Session } from '../session/session.ts'
import { median } from '../numbers/statistics.ts'

/** The measured laps of a trial that succeeded. */
export interface MeasuredTrial {
  readonly trial: number
  readonly round: number
  readonly startedAtMs: number
  /** How long the laps took. */
  readonly lapsMs: readonly number[]
  /** Their median, for the work of a lap of serial. */
  readonly medianMs: number
}

export interface MeasuredCondition {
  readonly series: SeriesId
  readonly workers: number
  /** "2 Node threads". */
  readonly name: string
  /** One for each round, or turn of a round, in which the condition succeeded; never empty. */
  readonly trials: readonly MeasuredTrial[]
}

/** The conditions that timed laps, in the plan's order; probes time none. */
export function measuredConditions(session: Session): readonly MeasuredCondition[] {
  const lapsOf = groupBy(
    session.laps.filter(({ warmup }) => !warmup),
    ({ trial }) => trial,
  )
  const trialsOf = groupBy(countedTrials(session), conditionId)
  return session.header.conditions.flatMap(({ series, workers }) => {
    const trials = (trialsOf.get(conditionId({ series, workers })) ?? []).flatMap(({ trial, round, startedAtMs }) => {
      const laps = lapsOf.get(trial) ?? []
      // the logarithm of no time is no number: as for the curves, such a trial gives none
      if (laps.length === 0 || laps.some(({ makespanMs }) => !(makespanMs > 0))) return []
      const lapsMs = laps.map(({ makespanMs }) => makespanMs)
      const medianMs = median(laps.map((lap) => lap.makespanMs * toSerialWork(session.header, series, lap)))
      return [{ trial, round, startedAtMs, lapsMs, medianMs }]
    })
    return trials.length === 0 ? [] : [{ series, workers, name: conditionName({ series, workers }), trials }]
  })
}
