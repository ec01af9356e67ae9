import { isSerial, serialOf, type SeriesId } from '../names/series.ts'
import { timesTheWork } from '../session/same-work.ts'
import type { Session } from '../session/session.ts'
import type { RoundResult, RoundResults } from './round-results.ts'

/** One logarithm of a ratio for each round in which both of its trials succeeded; keys are rounds. */
export type LogRatios = ReadonlyMap<number, number>

/** The logarithm of `value` of the two results, for each round that both have. */
export function paired(
  a: ReadonlyMap<number, RoundResult>,
  b: ReadonlyMap<number, RoundResult>,
  value: (a: RoundResult, b: RoundResult) => number,
): LogRatios {
  const ratios = new Map<number, number>()
  for (const [round, result] of a) {
    const other = b.get(round)
    if (other !== undefined) ratios.set(round, Math.log(value(result, other)))
  }
  return ratios
}

/** The first less the second, for each round that both have. */
export function difference(a: LogRatios, b: LogRatios): LogRatios {
  const ratios = new Map<number, number>()
  for (const [round, logRatio] of a) {
    const other = b.get(round)
    if (other !== undefined) ratios.set(round, logRatio - other)
  }
  return ratios
}

/**
 * ln(T_serial ÷ T_n), both of one runtime and one round. Weak scaling gives n workers n times the work, so that its
 * scaled speedup is n·T_serial ÷ T_n (Gustafson 1988, Reevaluating Amdahl's Law). A serial series has one worker at every
 * count: its speedup over itself is 1.
 */
export function logSpeedups(session: Session, results: RoundResults, series: SeriesId, workers: number): LogRatios {
  const count = isSerial(series) ? 1 : workers
  const times = timesTheWork(session.header, count)
  return paired(
    results.of(series, count),
    results.of(serialOf(series), 1),
    (result, serial) => (times * serial.medianMs) / result.medianMs,
  )
}

/** ln(speedup) − ln(the baseline's speedup over its own serial at the same worker count), round by round. */
export function logAgainstBaseline(
  session: Session,
  results: RoundResults,
  series: SeriesId,
  workers: number,
): LogRatios {
  const { baseline } = session.header
  if (baseline === 'none') return new Map()
  return difference(logSpeedups(session, results, series, workers), logSpeedups(session, results, baseline, workers))
}
