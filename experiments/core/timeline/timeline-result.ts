import type { Session } from '../session/session.ts'
import type { TimelineFacts } from './timeline-facts.ts'
import { timelines } from './timelines.ts'

/** A timeline in the result document: its numbers, without the lap itself. */
export type TimelineResult = Omit<TimelineFacts, 'example' | 'histogram'>

export function timelineResults(session: Session): readonly TimelineResult[] {
  return timelines(session).map(({ example: _example, histogram: _histogram, ...figures }) => figures)
}
