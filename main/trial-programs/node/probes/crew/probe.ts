import type { FactRecord } from '../../../../../experiments/core/session/session.ts'
import type { TrialRequest } from '../../../../trial/trial-request.ts'

/** What a probe tells the lab. */
export interface ProbeReport {
  /** @param unit "ms", "bytes", "1/s"; left out for counts and answers */
  fact(name: string, value: FactRecord['value'], unit?: string): void
  /** Its workers are there: their pids, for the monitor, and how long all took to start. */
  ready(startupMs: number, pids: readonly number[]): void
}

/**
 * Finds facts out in place of timing laps, in a process of its own that is thrown away afterwards. The request's
 * executor says what its workers are. A failure is thrown; what is found to be false is a fact.
 */
export type Probe = (request: TrialRequest, report: ProbeReport) => Promise<void>
