import { isSerial, serialOf, type SeriesId } from '../names/series.ts'
import { tFactor, usualConfidence } from '../numbers/interval.ts'
import { standardDeviation } from '../numbers/statistics.ts'
import type { Session } from '../session/session.ts'
import { formatHalfWidth } from '../text/format-number.ts'
import { logSpeedups } from './log-ratios.ts'
import { roundResults } from './round-results.ts'
import { stoppingRounds } from './stopping.ts'

/** How far the trials of one session scattered from round to round. */
export interface Scatter {
  /** The standard deviation of the logarithm of a trial's time, of all its speedups together. */
  readonly deviation: number
  readonly startedAt: string
}

/** What of a plan decides how wide its intervals will be. */
export interface ExpectedPlan {
  readonly rounds: { readonly min: number; readonly max: number }
  readonly conditions: readonly { readonly series: SeriesId; readonly times?: number | undefined }[]
}

/** @returns null if no speedup of the session has two rounds */
export function scatterOf(session: Session): Scatter | null {
  const { conditions, startedAt } = session.header
  const results = roundResults(session)
  let [squares, freedom] = [0, 0]
  for (const { series, workers } of conditions) {
    const ratios = isSerial(series) ? [] : [...logSpeedups(session, results, series, workers).values()]
    if (ratios.length < 2) continue
    const { times = 1 } = conditions.find((one) => one.series === serialOf(series)) ?? {}
    squares += ((ratios.length - 1) * standardDeviation(ratios) ** 2) / ratioVariance(times)
    freedom += ratios.length - 1
  }
  return freedom === 0 ? null : { deviation: Math.sqrt(squares / freedom), startedAt }
}

/** The variance of the logarithm of a speedup in one round, over that of a trial: serial is the mean of its turns. */
function ratioVariance(serialTimes: number): number {
  return 1 + 1 / serialTimes
}

/** Half of a speedup's 95% interval, relative to its value, that trials of this scatter will give. */
export function expectedHalfWidth(deviation: number, rounds: number, serialTimes: number): number {
  const error = deviation * Math.sqrt(ratioVariance(serialTimes) / rounds)
  return Math.expm1(tFactor(rounds, usualConfidence) * error)
}

/**
 * "speedups within about ±12% after 5 rounds, ±7% after 12, if trials scatter as on 2026-11-30".
 * @returns null if one round is all, which has no interval
 */
export function expectedText({ deviation, startedAt }: Scatter, { rounds, conditions }: ExpectedPlan): string | null {
  if (rounds.max < 2) return null
  const turns = conditions.flatMap(({ series, times = 1 }) => (isSerial(series) ? [times] : []))
  const serialTimes = Math.min(...turns)
  const counts = new Set([Math.min(rounds.max, stoppingRounds(rounds)), rounds.max])
  const each = [...counts].map((count, at) => {
    const width = formatHalfWidth(expectedHalfWidth(deviation, count, serialTimes))
    return at === 0 ? `${width} after ${count} rounds` : `${width} after ${count}`
  })
  return `speedups within about ${each.join(', ')}, if trials scatter as on ${startedAt.slice(0, 10)}`
}
