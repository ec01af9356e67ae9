import { calibrationKey, type SeriesId } from '../names/series.ts'
import { tasksAt } from '../plan/plan.ts'
import { median } from '../numbers/statistics.ts'
import type { LapRecord, SessionHeader } from '../session/session.ts'

export interface PassTimes {
  /**
   * How many times as long as the passes that were measured the first one took: that of the trial, or that of each measured
   * lap, whichever is more. Null if the first pass is not known.
   */
  readonly firstOverLater: number | null
  /** How long a worker took for a task, in the passes after the first. */
  readonly taskMs: number
}

/** @returns null if the trial has no measured lap, or its passes are not known */
export function passTimes(
  header: SessionHeader,
  series: SeriesId,
  workers: number,
  laps: readonly LapRecord[],
): PassTimes | null {
  const passesOf = ({ passes }: LapRecord): number | undefined => passes ?? header.passes[calibrationKey(series)]
  const [first] = laps
  if (first === undefined) return null
  const passes = passesOf(first)
  const measured = laps.filter(({ warmup }) => !warmup)
  if (passes === undefined || measured.length === 0) return null
  const tasks = tasksAt(header, workers)
  const laterMs = median(measured.map((lap) => laterPassMs(lap, passesOf(lap) ?? passes)))
  const withFirst = [...new Set([first, ...measured])].flatMap((lap) => firstPassMs(lap, passesOf(lap) ?? passes) ?? [])
  const ratios = withFirst.map((firstMs) => firstMs / Math.max(laterMs, leastMs))
  return {
    firstOverLater: ratios.length === 0 ? null : Math.max(ratios[0] ?? 0, median(ratios)),
    taskMs: (laterMs * workers) / tasks,
  }
}

/** The clocks of the trials count microseconds; what takes none took at most one. */
const leastMs = 0.001

function firstPassMs({ makespanMs, workers }: LapRecord, passes: number): number | null {
  if (passes === 1) return makespanMs
  const known = workers.flatMap(({ firstPassMs }) => firstPassMs ?? [])
  return known.length === 0 ? null : Math.max(...known)
}

function laterPassMs(lap: LapRecord, passes: number): number {
  const first = passes === 1 ? null : firstPassMs(lap, passes)
  return first === null || first > lap.makespanMs ? lap.makespanMs / passes : (lap.makespanMs - first) / (passes - 1)
}
