import type { Curve, CurvePoint } from './curve.ts'
import { exactlyOne, geometricInterval, unknownRatio, type Ratio } from '../numbers/interval.ts'
import { groupBy } from '../numbers/group-by.ts'
import { logAgainstBaseline, logSpeedups } from './log-ratios.ts'
import { roundResults, type RoundResults } from './round-results.ts'
import { isSerial, type SeriesId } from '../names/series.ts'
import type { Session } from '../session/session.ts'
import { median, medianAbsoluteDeviation } from '../numbers/statistics.ts'

/**
 * One curve for each series of the plan, in the plan's order. A condition has no point until one of its trials succeeds,
 * so a curve may have no points.
 */
export function curvesOf(session: Session): readonly Curve[] {
  const results = roundResults(session)
  const bySeries = groupBy(session.header.conditions, ({ series }) => series)
  return [...bySeries].map(([series, conditions]) => {
    const startMethod = session.trials.find((trial) => trial.series === series && 'startMethod' in trial)?.startMethod
    const counts = [...new Set(conditions.map(({ workers }) => workers))].sort((a, b) => a - b)
    return {
      series,
      reference: conditions.every(({ reference }) => reference),
      points: counts.flatMap((workers) => pointOf(session, results, series, workers) ?? []),
      ...(startMethod === undefined ? {} : { startMethod }),
    }
  })
}

function pointOf(session: Session, results: RoundResults, series: SeriesId, workers: number): CurvePoint | null {
  const rounds = [...results.of(series, workers).values()]
  if (rounds.length === 0) return null
  const medians = rounds.map(({ medianMs }) => medianMs)
  const speedup = speedupOf(session, results, series, workers)
  return {
    workers,
    rounds: rounds.length,
    laps: rounds.reduce((sum, { laps }) => sum + laps, 0),
    medianMs: median(medians),
    madMs: medianAbsoluteDeviation(medians),
    speedup,
    againstBaseline: againstBaselineOf(session, results, series, workers),
    efficiency: speedup.value === null ? null : speedup.value / workers,
    startupMs: medianOrNaN(rounds.flatMap(({ startupMs }) => startupMs ?? [])),
    cpuMs: median(rounds.map(({ cpuMs }) => cpuMs)),
    peakRssBytes: maxOrNaN(rounds.flatMap(({ peakRssBytes }) => peakRssBytes ?? [])),
    means: {
      lapMs: meanOf(medians),
      startupMs: meanOf(rounds.flatMap(({ startupMs }) => startupMs ?? [])),
      cpuMs: meanOf(rounds.map(({ cpuMs }) => cpuMs)),
      peakRssBytes: meanOf(rounds.flatMap(({ peakRssBytes }) => peakRssBytes ?? [])),
    },
    checksum: [...new Set(rounds.flatMap(({ checksums }) => checksums))].join(' ≠ '),
  }
}

function speedupOf(session: Session, results: RoundResults, series: SeriesId, workers: number): Ratio {
  if (isSerial(series)) return exactlyOne
  return geometricInterval([...logSpeedups(session, results, series, workers).values()])
}

function againstBaselineOf(session: Session, results: RoundResults, series: SeriesId, workers: number): Ratio {
  if (series === session.header.baseline) return exactlyOne
  return geometricInterval([...logAgainstBaseline(session, results, series, workers).values()])
}

/** A geometric mean takes values above 0, and work that only waits may use no CPU time that can be seen. */
function meanOf(values: readonly number[]): Ratio {
  return values.every((value) => value > 0) ? geometricInterval(values.map(Math.log)) : unknownRatio
}

/** NaN is written as null by JSON and as a dash by every format; 0 would be a wrong number. */
function medianOrNaN(values: readonly number[]): number {
  return values.length === 0 ? NaN : median(values)
}

function maxOrNaN(values: readonly number[]): number {
  return values.length === 0 ? NaN : Math.max(...values)
}
