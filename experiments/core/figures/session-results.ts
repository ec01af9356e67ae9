import { timeSplit, type TimeSplit } from '../time-split/time-split.ts'
import { claimData } from '../claims/claim-data.ts'
import type { ClaimData } from '../claims/judging/claim-rule.ts'
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
  /** What answers and claims rest on. */
  readonly data: ClaimData
  readonly timeline: TimelineFacts | null
  readonly times: TimeSplit
  readonly monitorCost: MonitorCost | null
  readonly steady: readonly SteadyState[]
  /** What speedup is compared with: serial, unless a person chose otherwise. */
  readonly over: 'serial' | 'baseline'
}

/** What a person has chosen to see of a session; what is left out is as it is shown at first. */
export interface ShownView {
  /** The condition of the lock timeline. */
  readonly condition?: TimelineChoice | undefined
  readonly over?: SessionResults['over'] | undefined
  /** The series whose curves are shown. */
  readonly series?: readonly string[] | undefined
}

export function sessionResults(session: Session, curves: readonly Curve[], view: ShownView = {}): SessionResults {
  const { condition = null, over = 'serial', series: shown } = view
  return {
    header: session.header,
    curves: shown === undefined ? curves : curves.filter(({ series }) => shown.includes(series)),
    over,
    get data() {
      return claimData(session, curves)
    },
    get timeline() {
      return findTimeline(session, condition)
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
