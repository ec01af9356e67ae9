import { usualConfidence } from '../interval.ts'
import { findSeries } from '../series.ts'
import type { Session } from '../session.ts'
import { recordedLaps } from './recorded-laps.ts'
import { timelineFacts, type TimelineFacts } from './timeline-facts.ts'
import { hasLock } from './timeline-words.ts'

/** What the timelines of a session tell, by condition, in the plan's order; empty where there are none. */
export function timelines(session: Session): readonly TimelineFacts[] {
  const recorded = recordedLaps(session)
  return session.header.conditions.flatMap(
    ({ series, workers }) => timelineFacts(session, series, workers, usualConfidence, recorded) ?? [],
  )
}

/** More rows than this are hard to follow from turn to turn. */
const wellSeen = 4

/** The one to show first: a lock, CPython's before a model of it, where gaps show it, with as many rows as one can follow. */
export function mainTimeline(all: readonly TimelineFacts[]): TimelineFacts | null {
  const score = ({ series, workers, state }: TimelineFacts): readonly number[] => [
    Number(state !== 'unresolved'),
    Number(hasLock(series)),
    Number(findSeries(series)?.runtime === 'cpython'),
    workers <= wellSeen ? workers : -workers,
  ]
  const [main = null] = all.toSorted((a, b) => {
    const [scoresOfA, scoresOfB] = [score(a), score(b)]
    const decisive = scoresOfA.findIndex((value, index) => value !== scoresOfB[index])
    return (scoresOfB[decisive] ?? 0) - (scoresOfA[decisive] ?? 0)
  })
  return main
}

/** A condition as a person names it: there need be no such series. */
export interface TimelineChoice {
  readonly series: string
  readonly workers: number
}

/** The one that was chosen, or where there is no such one, or no choice, the one to show first. */
export function findTimeline(all: readonly TimelineFacts[], wanted: TimelineChoice | null): TimelineFacts | null {
  const found = all.find(({ series, workers }) => series === wanted?.series && workers === wanted.workers)
  return found ?? mainTimeline(all)
}
