import type { Session } from '../session.ts'
import { timelineFacts, type TimelineFacts } from './timeline-facts.ts'

/** What the timelines of a session tell, by condition, in the plan's order; empty where there are none. */
export function timelines(session: Session): readonly TimelineFacts[] {
  return session.header.conditions.flatMap(({ series, workers }) => timelineFacts(session, series, workers) ?? [])
}
