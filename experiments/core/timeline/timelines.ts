import { conditionName } from '../names/condition-name.ts'
import { usualConfidence } from '../numbers/interval.ts'
import { findSeries, type SeriesId } from '../names/series.ts'
import type { Session } from '../session/session.ts'
import { recordedLaps } from './recorded-laps.ts'
import { timelineFacts, type TimelineFacts } from './timeline-facts.ts'
import { hasLock } from './timeline-words.ts'

export interface TimelineCondition {
  readonly series: SeriesId
  readonly workers: number
}

/** Those that have a timeline, in the plan's order; empty where there are none. */
export function timelineConditions(session: Session, recorded = recordedLaps(session)): readonly TimelineCondition[] {
  const having = new Set(
    session.trials.filter(({ trial, outcome }) => outcome.kind === 'ok' && recorded.has(trial)).map(conditionName),
  )
  return session.header.conditions.filter((condition) => having.has(conditionName(condition)))
}

/** What the timelines of a session tell, by condition. */
export function timelines(session: Session): readonly TimelineFacts[] {
  const recorded = recordedLaps(session)
  return timelineConditions(session, recorded).flatMap(
    ({ series, workers }) => timelineFacts(session, series, workers, usualConfidence, recorded) ?? [],
  )
}

/** More rows than this are hard to follow from turn to turn. */
const wellSeen = 4

/**
 * The one to show first: where gaps show it, a lock, CPython's before a model of it, with as many rows as one can follow.
 * @param factsOf is asked of no more of them than need be: with a thousand rounds it takes its time
 */
export function mainTimeline(
  conditions: readonly TimelineCondition[],
  factsOf: (condition: TimelineCondition) => TimelineFacts | null,
): TimelineFacts | null {
  let unresolved: TimelineFacts | null = null
  for (const condition of conditions.toSorted(byInterest)) {
    const facts = factsOf(condition)
    if (facts !== null && facts.state !== 'unresolved') return facts
    unresolved ??= facts
  }
  return unresolved
}

function byInterest(a: TimelineCondition, b: TimelineCondition): number {
  const [scoresOfA, scoresOfB] = [interestOf(a), interestOf(b)]
  const decisive = scoresOfA.findIndex((value, index) => value !== scoresOfB[index])
  return (scoresOfB[decisive] ?? 0) - (scoresOfA[decisive] ?? 0)
}

function interestOf({ series, workers }: TimelineCondition): readonly number[] {
  return [
    Number(hasLock(series)),
    Number(findSeries(series)?.runtime === 'cpython'),
    workers <= wellSeen ? workers : -workers,
  ]
}

/** A condition as a person names it: there need be no such series. */
export interface TimelineChoice {
  readonly series: string
  readonly workers: number
}

/** The one that was chosen, or where there is no such one, or no choice, the one to show first. */
export function findTimeline(session: Session, wanted: TimelineChoice | null): TimelineFacts | null {
  const recorded = recordedLaps(session)
  const conditions = timelineConditions(session, recorded)
  const factsOf = ({ series, workers }: TimelineCondition): TimelineFacts | null =>
    timelineFacts(session, series, workers, usualConfidence, recorded)
  const chosen = conditions.find(({ series, workers }) => series === wanted?.series && workers === wanted.workers)
  return chosen === undefined ? mainTimeline(conditions, factsOf) : factsOf(chosen)
}
