import type { Verdict } from './claim.ts'

/** What lists say of a session. */
export interface SessionEntry {
  readonly id: string
  readonly path: string
  readonly experimentId: string
  readonly title: string
  /** What a person calls it, and noted on it; both are empty if nobody did. */
  readonly name: string
  readonly note: string
  readonly startedAt: string
  /** A preview decides nothing. */
  readonly kind: 'full' | 'preview'
  readonly state: 'running' | 'complete' | 'cancelled' | 'failed' | 'unfinished' | 'unreadable'
  /** In the order of its claims; empty before its end. */
  readonly verdicts: readonly Verdict[]
  /** The machine that measured it, such as "lab-7, 8 cores", if that is another one; else null. */
  readonly machine: string | null
  /** It came from elsewhere, and this is a copy: it is not named, noted or resumed. */
  readonly readOnly: boolean
  /** Why it cannot be read, in a sentence that names the file; null if it can. */
  readonly problem: string | null
}
