import type { Series } from '../../experiments/core/names/series.ts'
import type { RuntimeInfo } from '../../experiments/core/session/session.ts'
import type { TrialCommand } from './spawn-trial.ts'

/** One trial to run, in words that every runtime understands. */
export interface TrialOrder {
  readonly series: Series
  readonly workers: number
  readonly workload: OrderedWorkload
  readonly size: number
  readonly seed: number
  /** Tasks in one pass, over all workers. */
  readonly tasks: number
  readonly passes: number
  readonly warmup: number | 'auto'
  readonly laps: number
  readonly switchIntervalMs: number
  /** The logical cores that workers are tied to, in their order; left out where they are not tied. */
  readonly pin?: readonly number[]
}

/** Paths are absolute here. */
export type OrderedWorkload =
  | { readonly kind: 'kernel'; readonly kernel: string }
  | { readonly kind: 'probe'; readonly probe: string }
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'script'; readonly path: string }

/** A language runtime that is installed, and how it runs a trial. */
export interface InstalledRuntime extends TrialCommand {
  readonly info: RuntimeInfo
  /** How it runs the order, or why it cannot. */
  request(order: TrialOrder): AskedTrial | { readonly kind: 'cannot'; readonly why: string }
}

export interface AskedTrial {
  readonly kind: 'ok'
  /** What is written to its stdin. */
  readonly request: object
  /** On top of the runtime's own, for this executor. */
  readonly env?: Readonly<Record<string, string>>
}
