import type { FactRecord } from '../../../../../experiments/core/session/session.ts'
import type { TrialRequest } from '../../../../trial/trial-request.ts'

export interface ProbeReport {
  /** @param unit "ms", "bytes", "1/s"; absent for counts and answers */
  fact(name: string, value: FactRecord['value'], unit?: string): void
  /** Reports that all workers have started: how long that took, and their pids, for the monitor. */
  ready(startupMs: number, pids: readonly number[]): void
}

/**
 * A probe finds facts instead of timing laps, in a process of its own that ends afterwards. The request's executor says
 * what its workers are. A failure is thrown; something that is found to be false is a fact.
 */
export type Probe = (request: TrialRequest, report: ProbeReport) => Promise<void>
