import type { ChartName } from '../names/chart-names.ts'
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
 * Worker counts as the file has them: a number, a multiple of the usable cores (`P` is 1, `2P` is 2), or, if the file
 * lists none, 1, 2, 4 … doubling up to the number of usable cores, that number itself, and that of the fast ones.
 */
export type WorkerCount = number | { readonly timesCores: number } | { readonly upToCores: true }

/** If the file gives no limit, a trial may use half of the memory that is free at its start, and no more than this, … */
export const mostMemoryByDefaultBytes = 2 * 2 ** 30
/** … or than this for each of its workers: a worker process of Node holds about 45 MiB before it does anything. */
export const workerMemoryByDefaultBytes = 128 * 2 ** 20

/** An experiment file after validation, with every default filled in and every unit resolved. */
export interface Experiment {
  readonly id: string
  readonly title: string
  readonly question: string
  /** What is tested and why, in Markdown; empty if the file has none. */
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
  /** Rounds stop when half of every 95% interval is at most this, relative to the value: 0.1 is ±10%. */
  readonly precision: number
  readonly budgetMs: number
  readonly switchIntervalMs: number
  readonly samplingMs: number
  readonly monitor: MonitorMode
  /** Whether each worker is tied to its own core. */
  readonly pin: boolean
  /** The time limit of one trial. */
  readonly timeoutMs: number
  /** The memory that a trial's processes may use together; null is the default, see `mostMemoryByDefaultBytes`. */
  readonly memoryLimitBytes: number | null
  readonly claims: readonly ClaimId[]
  /** The chart that answers the question; null if the file declares none (session/question-chart.ts). */
  readonly chart: ChartName | null
}
