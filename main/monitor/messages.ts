import type { SampleRecord } from '../../experiments/core/session.ts'

/** What the lab tells the monitor's thread. */
export type MonitorCommand =
  | { readonly type: 'every'; readonly intervalMs: number }
  /** The trial to watch: its process and all below it; null when none runs. */
  | { readonly type: 'trial'; readonly pid: number | null; readonly memoryLimitBytes: number }
  | { readonly type: 'stop' }

/** What the thread reports. Samples carry the monotonic clock; the lab turns it into the session's time. */
export type MonitorReport =
  | { readonly type: 'sample'; readonly clockUs: number; readonly sample: Omit<SampleRecord, 'atMs'> }
  | { readonly type: 'over-limit'; readonly pid: number; readonly rssBytes: number }
