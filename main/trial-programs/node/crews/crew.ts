import type { FailureMessage, WorkerReport } from '../../../trial/trial-messages.ts'

/** The workers of one trial, whatever they are made of. */
export interface Crew {
  /** Creates all workers and waits until each stands at the gate. @returns their pids, distinct */
  start(): Promise<number[]>
  /** Opens the gate once and waits for the last worker. @returns the workers' reports, in their order */
  lap(): Promise<readonly WorkerReport[]>
  close(): Promise<void>
}

/** A worker that cannot go on: the trial ends with this outcome. */
export class CrewFailure extends Error {
  override readonly name = 'CrewFailure'
  readonly failure: FailureMessage

  constructor(failure: FailureMessage) {
    super(failure.message)
    this.failure = failure
  }
}
