import type { SampleRecord } from '../../experiments/core/session.ts'

export interface TrialWatch {
  /** The trial's process, with all below it; null before it is started. */
  readonly pid: number | null
  readonly memoryLimitBytes: number
  /** Without samples, only its memory is looked at, for the limit. */
  readonly samples: boolean
}

/** What the lab tells the monitor's thread. */
export type MonitorCommand =
  | { readonly type: 'every'; readonly intervalMs: number }
  /** Null when none runs. */
  | { readonly type: 'trial'; readonly trial: TrialWatch | null }
  | { readonly type: 'stop' }

/** What the thread reports. Samples carry the monotonic clock; the lab turns it into the session's time. */
export type MonitorReport =
  | { readonly type: 'sample'; readonly clockUs: number; readonly sample: Omit<SampleRecord, 'atMs'> }
  | { readonly type: 'over-limit'; readonly pid: number; readonly rssBytes: number }
