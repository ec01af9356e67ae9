import type { Ratio } from '../numbers/interval.ts'
import type { SeriesId } from '../names/series.ts'
import type { TrialRecord } from '../session/session.ts'

/** Geometric means over the rounds, each with its 95% interval; with one round the interval is null. */
export interface PointMeans {
  /** The mean of each trial's median lap, for the work of a lap of serial. */
  readonly lapMs: Ratio
  readonly startupMs: Ratio
  readonly cpuMs: Ratio
  readonly peakRssBytes: Ratio
}

export interface CurvePoint {
  readonly workers: number
  readonly rounds: number
  /** The number of measured laps of all rounds. */
  readonly laps: number
  /**
   * The median over the rounds of each trial's median lap, for the work of a lap of serial; `madMs` is the median absolute
   * deviation from it.
   */
  readonly medianMs: number
  readonly madMs: number
  /** Relative to the serial series of the same runtime. */
  readonly speedup: Ratio
  /** The speedup ÷ the baseline's speedup at the same worker count. */
  readonly againstBaseline: Ratio
  /** Speedup ÷ workers. */
  readonly efficiency: number | null
  /** The median over the rounds. */
  readonly startupMs: number
  /** The median over the rounds of a lap's CPU time, all workers together, for the same work. */
  readonly cpuMs: number
  /** The highest of all rounds. */
  readonly peakRssBytes: number
  readonly means: PointMeans
  readonly checksum: string
}

export interface Curve {
  readonly series: SeriesId
  /** Whether the plan added the series so that ratios can be formed. */
  readonly reference: boolean
  readonly points: readonly CurvePoint[]
  /** How Python started the worker processes; absent for other workers, and in sessions that do not record it. */
  readonly startMethod?: NonNullable<TrialRecord['startMethod']>
}
