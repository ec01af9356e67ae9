import type { ClaimId } from '../names/claims.ts'
import type { MonitorMode } from '../names/monitor-mode.ts'
import type { Series, SeriesId } from '../names/series.ts'

/** The work itself. `size` and `tasks` are 'auto' until calibration and the plan fix them. */
export type Workload = {
  readonly size: number | 'auto'
  readonly tasks: number | 'auto'
} & (
  | { readonly kind: 'kernel'; readonly kernel: string }
  | { readonly kind: 'probe'; readonly probe: string }
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'script'; readonly path: string }
)

/**
 * Worker counts as written: a number, a multiple of the usable cores (`P` is 1, `2P` is 2), or, where the file lists
 * none, 1, 2, 4 … doubling up to the usable cores, and those themselves.
 */
export type WorkerCount = number | { readonly timesCores: number } | { readonly upToCores: true }

/** A definition file after validation, every default filled in and every unit resolved. */
/** Of the memory that is free at the start, a trial gets half where its file does not say, and no more than this. */
export const mostMemoryByDefaultBytes = 2 * 2 ** 30

export interface Experiment {
  readonly id: string
  readonly title: string
  readonly question: string
  /** What is tested and why, in Markdown; empty where the file says nothing. */
  readonly explanation: string
  readonly workload: Workload
  readonly series: readonly Series[]
  readonly baseline: SeriesId | 'auto' | 'none'
  readonly workers: readonly WorkerCount[]
  readonly scaling: 'strong' | 'weak'
  /** Measured laps in a trial. */
  readonly laps: number
  readonly warmup: number | 'auto'
  readonly rounds: { readonly min: number; readonly max: number }
  /** Half-width of the 95% interval at which rounds stop, relative: 0.1 is ±10%. */
  readonly precision: number
  readonly budgetMs: number
  readonly switchIntervalMs: number
  readonly samplingMs: number
  readonly monitor: MonitorMode
  /** Each worker is tied to a core of its own. */
  readonly pin: boolean
  /** Per trial. */
  readonly timeoutMs: number
  /** What a trial's processes may hold together; null: half of what is free, at most `mostMemoryByDefaultBytes`. */
  readonly memoryLimitBytes: number | null
  readonly claims: readonly ClaimId[]
}
