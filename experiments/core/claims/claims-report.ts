import type { ClaimTableRow } from './claim-table.ts'

/** The session that decides the claims of an experiment: the newest complete one of this machine. */
export interface DecidingSession {
  /** The experiment's id in the catalogue. */
  readonly experiment: string
  readonly id: string
  readonly startedAt: string
  /** The ways in which it would be measured differently now, in a few words each; empty if it still counts. */
  readonly outdated: readonly string[]
}

export interface ClaimsReport {
  /** Every claim in the textbook's order. */
  readonly rows: readonly ClaimTableRow[]
  readonly sessions: readonly DecidingSession[]
}
