import type { ClaimTableRow } from './claim-table.ts'

/** The session that decides the claims of an experiment: the newest complete one of this machine. */
export interface DecidingSession {
  /** Of the catalogue. */
  readonly experiment: string
  readonly id: string
  readonly startedAt: string
  /** In which ways it would be measured otherwise now, in a few words each; empty where it still holds. */
  readonly outdated: readonly string[]
}

export interface ClaimsReport {
  /** Every claim in the textbook's order. */
  readonly rows: readonly ClaimTableRow[]
  readonly sessions: readonly DecidingSession[]
}
