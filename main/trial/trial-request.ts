import type { ExecutorId, RuntimeId, SeriesId } from '../../experiments/core/names/series.ts'

/**
 * What is asked of one trial. The lab writes it as one line of JSON to the standard input of the trial's program, which
 * is the same request for Node (main/trial-programs/node/trial.ts) and for all Pythons
 * (main/trial-programs/python/trial.py).
 */
export interface TrialRequest {
  readonly series: SeriesId
  readonly runtime: RuntimeId
  readonly executor: ExecutorId
  readonly workers: number
  readonly workload: TrialWorkload
  readonly size: number
  readonly seed: number
  /** Tasks in one pass, over all workers: worker w of n runs the tasks k with k mod n = w. */
  readonly tasks: number
  readonly passes: number
  /** 'auto': until two successive laps differ by less than 5%, at most 10 laps. */
  readonly warmup: number | 'auto'
  readonly laps: number
  readonly switchIntervalMs: number
  /** What the person agreed to, as they saw it: a module or a script of another content is not run. */
  readonly workloadSha256?: string
  /** The logical cores that workers are tied to, in their order; absent if they are not tied. */
  readonly pin?: readonly number[]
}

/**
 * How the request is sent. The secret precedes each message of the trial and is in no argument and no variable, so that
 * nothing that a workload prints is taken for one.
 */
export interface SentRequest extends TrialRequest {
  readonly secret: string
}

/** Paths are absolute here. */
export type TrialWorkload =
  | { readonly kind: 'kernel'; readonly kernel: string }
  | { readonly kind: 'probe'; readonly probe: string }
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'script'; readonly path: string }
