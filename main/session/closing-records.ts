import { decideClaims } from '../../experiments/core/claims/decide-claims.ts'
import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import type { ClaimRecord, EndRecord, Session, WarningRecord } from '../../experiments/core/session/session.ts'
import { sessionWarnings } from '../../experiments/core/warnings/session-warnings.ts'

export type Ending = Pick<EndRecord, 'reason' | 'message'>

/** @returns the warnings of a session that was completed, the verdicts on its claims, and its end */
export function closingRecords(
  session: Session,
  ending: Ending,
  atMs: number,
): readonly (WarningRecord | ClaimRecord | EndRecord)[] {
  const warnings = ending.reason === 'complete' ? sessionWarnings(session) : []
  const records = warnings.map(({ kind, message }): WarningRecord => ({ record: 'warning', atMs, kind, message }))
  const warned = { ...session, warnings: [...session.warnings, ...records] }
  return [...records, ...decideClaims(warned, curvesOf(warned)), { record: 'end', atMs, ...ending }]
}
