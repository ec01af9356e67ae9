import type { Session } from '../session/session.ts'
import { disturbed } from './disturbed.ts'
import { doubtfulWork } from './doubtful-work.ts'
import { drift } from './drift.ts'
import { fewLaps } from './few-laps.ts'
import { measuredConditions } from '../curves/measured-conditions.ts'
import { nullTest } from './null-test.ts'
import { outlyingTrials } from './outlying-trials.ts'
import { oversubscribed } from './oversubscribed.ts'
import { battery, throttled } from './power.ts'
import { quota } from './quota.ts'
import { sharedCores } from './shared-cores.ts'
import { shortLaps } from './short-laps.ts'
import { slowFirstLap } from './slow-first-lap.ts'
import { slowCores } from './slow-cores.ts'
import { spread } from './spread.ts'
import { steal } from './steal.ts'
import type { SessionWarning, WarningRule } from './warning-rule.ts'

const rules: readonly WarningRule[] = [
  doubtfulWork,
  disturbed,
  fewLaps,
  shortLaps,
  spread,
  slowFirstLap,
  nullTest,
  outlyingTrials,
  drift,
  oversubscribed,
  sharedCores,
  slowCores,
  steal,
  throttled,
  battery,
  quota,
]

/** Lists what makes the numbers of a session doubtful, each with what to do about it. */
export function sessionWarnings(session: Session): readonly SessionWarning[] {
  const conditions = measuredConditions(session)
  return rules.flatMap((rule) => rule(session, conditions) ?? [])
}
