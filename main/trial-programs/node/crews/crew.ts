import type { WorkerFailure, WorkerLap } from '../worker/trial-request.ts'

/** The workers of one trial, whatever they are made of. */
export interface Crew {
  /** Creates all workers and waits until each stands at the gate. @returns their pids, distinct */
  start(): Promise<number[]>
  /** Opens the gate once and waits for the last worker. */
  lap(): Promise<CrewLap>
  /** Ends the workers. */
  close(): Promise<void>
}

export interface CrewLap {
  /** On the coordinator's clock, taken just before the gate was released. */
  readonly releasedUs: number
  readonly workers: readonly WorkerLap[]
}

/** A worker that cannot go on: the trial ends with this outcome. */
export class CrewFailure extends Error {
  override readonly name = 'CrewFailure'
  readonly failure: WorkerFailure

  constructor(failure: WorkerFailure) {
    super(failure.message)
    this.failure = failure
  }
}
