import type { Session } from '../session/session.ts'
import type { TimelineFacts } from './timeline-facts.ts'
import { timelines } from './timelines.ts'

/** What the result document says of a timeline: its figures, without the lap itself. */
export type TimelineResult = Omit<TimelineFacts, 'example' | 'histogram'>

export function timelineResults(session: Session): readonly TimelineResult[] {
  return timelines(session).map(({ example: _example, histogram: _histogram, ...figures }) => figures)
}
