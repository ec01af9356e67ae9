import { geometricInterval, tFactor, type Ratio } from '../numbers/interval.ts'
import { standardDeviation } from '../numbers/statistics.ts'
import { findSeries, isSerial, variantKernel, type SeriesId } from '../names/series.ts'
import type { Session } from '../session/session.ts'
import { isTooWide, oneRoundOnly, tooFewRounds } from '../text/spread-text.ts'
import { counted, formatNumber, formatShare } from '../text/format-number.ts'
import { difference, logSpeedups } from './log-ratios.ts'
import { roundResults } from './round-results.ts'

export type SeriesPair = readonly [SeriesId, SeriesId]

/** Two series, compared round by round: what befell a whole round befell both, and falls out. */
export interface Contrast {
  readonly a: SeriesId
  readonly b: SeriesId
  /** Whether both do the same work, so that their times are compared; else their speedups are, each over its own serial. */
  readonly sameWork: boolean
  /** One for each number of workers that both have; a serial series stands beside every number. */
  readonly points: readonly ContrastPoint[]
}

export interface ContrastPoint {
  readonly workers: number
  readonly rounds: number
  /** How many times as fast `a` is, or how many times its speedup is as large. */
  readonly ratio: Ratio
  /** The smallest difference that these rounds would have shown, as a share: 0.04 is 4%; null with one round. */
  readonly smallest: number | null
}

/** A true difference of the smallest size would be seen in this share of such sessions, as is usual in planning. */
const power = 0.8
const confidence = 0.95

export function contrastOf(session: Session, a: SeriesId, b: SeriesId): Contrast {
  const results = roundResults(session)
  const points = countsOf(session, a, b).flatMap((workers): ContrastPoint[] => {
    const [ofA, ofB] = [logSpeedups(session, results, a, workers), logSpeedups(session, results, b, workers)]
    const ratios = [...difference(ofA, ofB).values()]
    if (ratios.length === 0) return []
    return [{ workers, rounds: ratios.length, ratio: geometricInterval(ratios), smallest: smallestDifference(ratios) }]
  })
  const [one, other] = [findSeries(a), findSeries(b)]
  return { a, b, sameWork: one?.runtime === other?.runtime && variantKernel(a) === variantKernel(b), points }
}

function countsOf({ header }: Session, a: SeriesId, b: SeriesId): readonly number[] {
  const counts = (of: SeriesId): ReadonlySet<number> =>
    new Set(header.conditions.flatMap(({ series, workers }) => (series === of ? [workers] : [])))
  const [ofA, ofB] = [counts(a), counts(b)]
  if (isSerial(a)) return [...ofB].sort((x, y) => x - y)
  return [...ofA].filter((workers) => isSerial(b) || ofB.has(workers)).sort((x, y) => x - y)
}

/**
 * The difference that a paired t test at 5% would find in 80% of such sessions: (t₉₇.₅ + t₈₀)·s ÷ √n on n − 1 degrees
 * of freedom, with the scatter s that was measured (the usual approximation; Cohen, 1988).
 */
function smallestDifference(logRatios: readonly number[]): number | null {
  const n = logRatios.length
  if (n < 2) return null
  const factor = tFactor(n, confidence) + tFactor(n, 2 * power - 1)
  return Math.expm1((factor * standardDeviation(logRatios)) / Math.sqrt(n))
}

/** "2 workers: 1.97 times as fast (95% interval 1.90–2.03); 8 rounds would have shown a difference of 4%". */
export function contrastLine({ sameWork }: Pick<Contrast, 'sameWork'>, point: ContrastPoint): string {
  const { workers, rounds, ratio, smallest } = point
  const { value, low, high, pair } = ratio
  if (value === null) return `${counted(workers, 'worker')}: no round has both`
  const what = sameWork ? 'times as fast' : 'times the speedup'
  const size = `${formatNumber(value)} ${what}`
  if (pair !== undefined) {
    return `${counted(workers, 'worker')}: ${formatNumber(pair[0])} and ${formatNumber(pair[1])} ${what} in two rounds`
  }
  if (isTooWide(ratio)) return `${counted(workers, 'worker')}: about ${size} (${tooFewRounds})`
  if (low === null || high === null || smallest === null) {
    return `${counted(workers, 'worker')}: ${size} (${oneRoundOnly})`
  }
  const seen = low > 1 || high < 1 ? '' : ', so no difference was seen'
  const interval = `95% interval ${formatNumber(low)}–${formatNumber(high)}`
  return `${counted(workers, 'worker')}: ${size} (${interval})${seen}; ${counted(rounds, 'round')} would have shown a difference of ${formatShare(smallest)}`
}
