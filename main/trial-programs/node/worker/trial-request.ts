/** What the lab asks of a trial's process, as the one line that it writes to its stdin. */
export interface TrialRequest {
  readonly executor: 'serial' | 'threads' | 'processes' | 'locked-threads' | 'async' | 'pool'
  readonly workers: number
  readonly workload: TrialWorkload
  readonly size: number
  readonly seed: number
  /** Tasks in one pass, over all workers. */
  readonly tasks: number
  readonly passes: number
  /** 'auto': until two successive laps differ by less than 5%, at most 10. */
  readonly warmup: number | 'auto'
  readonly laps: number
  readonly switchIntervalMs: number
  /** See TrialOrder. */
  readonly pin?: readonly number[]
  readonly threadWorker: string
  readonly processWorker: string
  /** The program of a probe's threads and processes. */
  readonly probeWorker: string
  /** The program of threads and processes whose start is timed, or whose memory is weighed. */
  readonly bareWorker: string
}

export type TrialWorkload =
  | { readonly kind: 'kernel'; readonly kernel: string }
  | { readonly kind: 'probe'; readonly probe: string }
  | { readonly kind: 'module'; readonly path: string }

/** What one worker needs to know. */
export interface WorkerAssignment {
  /** Counts from 0; runs the tasks k with k mod workers = worker. */
  readonly worker: number
  readonly workers: number
  readonly workload: TrialWorkload
  readonly size: number
  readonly seed: number
  readonly tasks: number
  readonly passes: number
  readonly pin?: readonly number[]
}

/** What one worker says after a lap, on the monotonic clock. */
export interface WorkerLap {
  readonly startUs: number
  readonly endUs: number
  readonly cpuUs: number
  /** Ready to run, but without a core, since its last lap; null where the system does not tell. */
  readonly coreWaitUs: number | null
  /** In messages, from the first byte sent to the last one back, and the worker's own CPU time in that. */
  readonly communicationUs: number
  readonly communicationCpuUs: number
  /** In `blocking` calls, computing in native code included; without getting the lock back. */
  readonly blockingUs: number
  /** Between asking for our own lock and having it; null where there is none. */
  readonly lockWaitUs: number | null
  /** Sum of its tasks' checksums, 32 bits. */
  readonly checksum: number
  /** Flat [start, end, …] in µs: when it was not running, and when it held the lock. */
  readonly gaps: readonly number[]
  readonly holds: readonly number[]
  /** So far, of the worker's own process. */
  readonly peakRssBytes: number
}

export type WorkerMessage =
  { readonly type: 'ready'; readonly pid: number } | { readonly type: 'lap'; readonly lap: WorkerLap } | WorkerFailure

export interface WorkerFailure {
  readonly type: 'failed'
  readonly outcome: 'crashed' | 'killed' | 'out-of-memory' | 'wrong-result'
  readonly message: string
}
