import { conditionId } from '../names/condition-name.ts'
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

/** The conditions that have a timeline, in the plan's order. */
export function timelineConditions(session: Session, recorded = recordedLaps(session)): readonly TimelineCondition[] {
  const having = new Set(
    session.trials.filter(({ trial, outcome }) => outcome.kind === 'ok' && recorded.has(trial)).map(conditionId),
  )
  return session.header.conditions.filter((condition) => having.has(conditionId(condition)))
}

export function timelines(session: Session): readonly TimelineFacts[] {
  const recorded = recordedLaps(session)
  return timelineConditions(session, recorded).flatMap(
    ({ series, workers }) => timelineFacts(session, series, workers, usualConfidence, recorded) ?? [],
  )
}

/** It is hard to follow turns over more rows than this. */
const wellSeen = 4

/**
 * The timeline that is shown first: preferably one with a lock, CPython's rather than a model of it, with as many rows as
 * one can follow.
 * @param factsOf takes long for a thousand rounds, so it is called for as few conditions as possible
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

/** A condition as a person names it; the series may not exist. */
export interface TimelineChoice {
  readonly series: string
  readonly workers: number
}

/** The chosen timeline; the one that is shown first if there is no choice, or no such timeline. */
export function findTimeline(session: Session, wanted: TimelineChoice | null): TimelineFacts | null {
  const recorded = recordedLaps(session)
  const conditions = timelineConditions(session, recorded)
  const factsOf = ({ series, workers }: TimelineCondition): TimelineFacts | null =>
    timelineFacts(session, series, workers, usualConfidence, recorded)
  const chosen = conditions.find(({ series, workers }) => series === wanted?.series && workers === wanted.workers)
  return chosen === undefined ? mainTimeline(conditions, factsOf) : factsOf(chosen)
}
