import { decideClaims } from '../../experiments/core/claims/decide-claims.ts'
import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import type { LabelRecord } from '../../experiments/core/session/label.ts'
import type { EndRecord, Session, WarningRecord } from '../../experiments/core/session/session.ts'
import type { ClaimRecord } from '../../experiments/core/session/claim.ts'
import { sessionWarnings } from '../../experiments/core/warnings/session-warnings.ts'

export interface Ending extends Pick<EndRecord, 'reason' | 'by' | 'message'> {
  /** What a person should know of the intervals, if there is anything. */
  readonly precision?: string | null
}

/** @returns the warnings of a session that was completed, the verdicts on its claims, and its end */
export function closingRecords(
  session: Session,
  { precision = null, ...ending }: Ending,
  atMs: number,
): readonly (WarningRecord | ClaimRecord | LabelRecord | EndRecord)[] {
  const warnings = [
    ...(precision === null ? [] : [{ kind: 'precision', message: precision }]),
    ...(ending.reason === 'complete' ? sessionWarnings(session) : []),
  ]
  const records = warnings.map((one): WarningRecord => ({ record: 'warning', atMs, ...one, final: true }))
  const warned = { ...session, warnings: [...session.warnings, ...records] }
  const claims = decideClaims(warned, curvesOf(warned))
  return [...records, ...claims, ...labelAgain(session), { record: 'end', atMs, ...ending }]
}

/** Lists of sessions look for a label beside the end. */
export function labelAgain({ label }: Session): readonly LabelRecord[] {
  return label === null ? [] : [label]
}
