import type { SampleRecord } from '../../experiments/core/session/sample.ts'

export interface TrialWatch {
  /** The trial's process, with all below it; null before it is started. */
  readonly pid: number | null
  readonly memoryLimitBytes: number
  /** If false, only the memory is looked at, for the limit. */
  readonly samples: boolean
}

export interface MonitorData {
  /** One cell, which grows with each command: the thread sleeps on it. */
  readonly bell: Int32Array
}

export type MonitorCommand =
  | { readonly type: 'every'; readonly intervalMs: number }
  /** The trial is null when none runs. */
  | { readonly type: 'trial'; readonly trial: TrialWatch | null }

/** A sample carries the monotonic clock; the lab turns it into the session's time. */
export interface TakenSample {
  readonly clockUs: number
  readonly sample: Omit<SampleRecord, 'atMs'>
}

export type MonitorReport =
  /** Samples as JSON, a list of `TakenSample`: as text they cross to another thread at less cost than as objects. */
  | { readonly type: 'samples'; readonly text: string }
  | { readonly type: 'over-limit'; readonly pid: number; readonly rssBytes: number }
