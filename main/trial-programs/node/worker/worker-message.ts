import type { FailureMessage, WorkerReport } from '../../../trial/trial-messages.ts'

/** What a worker, a thread or a process of its own, says to the program that coordinates the trial. */
export type WorkerMessage =
  | { readonly type: 'ready'; readonly pid: number }
  | { readonly type: 'report'; readonly report: WorkerReport }
  | FailureMessage
