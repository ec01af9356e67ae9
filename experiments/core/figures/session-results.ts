import { timeSplit, type TimeSplit } from '../time-split/time-split.ts'
import type { Curve } from '../curves/curve.ts'
import { steadyStates, type SteadyState } from '../curves/steady-state.ts'
import { monitorCost, type MonitorCost } from '../monitoring/monitor-cost.ts'
import type { Session, SessionHeader } from '../session/session.ts'
import type { TimelineFacts } from '../timeline/timeline-facts.ts'
import { findTimeline, type TimelineChoice } from '../timeline/timelines.ts'

/** What figures are made of; each part is worked out when a figure asks for it. */
export interface SessionResults {
  readonly header: SessionHeader
  readonly curves: readonly Curve[]
  readonly timeline: TimelineFacts | null
  readonly times: TimeSplit
  readonly monitorCost: MonitorCost | null
  readonly steady: readonly SteadyState[]
}

/** @param choice the condition of the lock timeline; null for the one that is shown first */
export function sessionResults(
  session: Session,
  curves: readonly Curve[],
  choice: TimelineChoice | null,
): SessionResults {
  return {
    header: session.header,
    curves,
    get timeline() {
      return findTimeline(session, choice)
    },
    get times() {
      return timeSplit(session)
    },
    get steady() {
      return steadyStates(session)
    },
    get monitorCost() {
      return monitorCost(session.samples)
    },
  }
}
