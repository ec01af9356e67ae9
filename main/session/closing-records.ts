import { decideClaims } from '../../experiments/core/claims/decide-claims.ts'
import { curvesOf } from '../../experiments/core/curves/speedup.ts'
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
): readonly (WarningRecord | ClaimRecord | EndRecord)[] {
  const warnings = [
    ...(precision === null ? [] : [{ kind: 'precision', message: precision }]),
    ...(ending.reason === 'complete' ? sessionWarnings(session) : []),
  ]
  const records = warnings.map((one): WarningRecord => ({ record: 'warning', atMs, ...one, final: true }))
  const warned = { ...session, warnings: [...session.warnings, ...records] }
  return [...records, ...decideClaims(warned, curvesOf(warned)), { record: 'end', atMs, ...ending }]
}
