import type { Ratio } from '../numbers/interval.ts'
import type { SeriesId } from '../names/series.ts'
import type { TrialRecord } from '../session/session.ts'

/** Geometric means over the rounds, each with its 95% interval; an interval of one value is null. */
export interface PointMeans {
  /** Of each trial's median lap. */
  readonly lapMs: Ratio
  readonly startupMs: Ratio
  readonly cpuMs: Ratio
  readonly peakRssBytes: Ratio
}

/** One condition on a curve. */
export interface CurvePoint {
  readonly workers: number
  readonly rounds: number
  /** Measured laps, over all rounds. */
  readonly laps: number
  /** Median over rounds of each trial's median lap, and the median absolute deviation of those. */
  readonly medianMs: number
  readonly madMs: number
  /** Over the same runtime's serial. */
  readonly speedup: Ratio
  /** Speedup over the baseline's own speedup at the same worker count. */
  readonly againstBaseline: Ratio
  /** Speedup ÷ workers. */
  readonly efficiency: number | null
  /** Median over rounds. */
  readonly startupMs: number
  /** Median over rounds of a lap's, all workers together. */
  readonly cpuMs: number
  /** The highest of all rounds. */
  readonly peakRssBytes: number
  readonly means: PointMeans
  readonly checksum: string
}

export interface Curve {
  readonly series: SeriesId
  /** True where the plan added the series so that ratios could be formed. */
  readonly reference: boolean
  readonly points: readonly CurvePoint[]
  /** How Python started the worker processes; absent for other workers, and in sessions that do not record it. */
  readonly startMethod?: NonNullable<TrialRecord['startMethod']>
}
