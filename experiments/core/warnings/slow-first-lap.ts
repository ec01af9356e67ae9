import { formatShare, formatShareRange } from '../text/format-number.ts'
import { groupBy } from '../numbers/group-by.ts'
import { meanInterval } from '../numbers/interval.ts'
import { seriesName } from '../names/series-titles.ts'
import type { SeriesId } from '../names/series.ts'
import { mean, median } from '../numbers/statistics.ts'
import type { MeasuredCondition } from '../curves/measured-conditions.ts'
import type { WarningRule } from './warning-rule.ts'

/** Warm-up ends when two laps differ by less than this (docs/method.md). */
const muchSlower = Math.log(1.05)

export const slowFirstLap: WarningRule = (_session, conditions) => {
  const slow = [...groupBy(conditions, ({ series }) => series)]
    .flatMap(([series, ofSeries]) => excessOf(series, ofSeries) ?? [])
    .filter(({ low }) => low > muchSlower)
    .sort((a, b) => b.excess - a.excess)
  const [slowest] = slow
  if (slowest === undefined) return null
  const { series, excess, low, high } = slowest
  const others =
    slow.length === 1
      ? ''
      : `, and ${slow
          .slice(1)
          .map((one) => seriesName(one.series))
          .join(', ')} too`
  return {
    kind: 'slow-first-lap',
    message: `First lap slow: the first measured lap of ${seriesName(series)} takes ${formatShare(Math.expm1(excess))} (${formatShareRange(Math.expm1(low), Math.expm1(high))}) longer than those after it${others}. The program was not warm yet: raise warmup.`,
  }
}

interface Excess {
  readonly series: SeriesId
  /** The logarithm of the first lap's time over that of the others, with its interval. */
  readonly excess: number
  readonly low: number
  readonly high: number
}

/** Takes all worker counts of a series together: one number for each round. */
function excessOf(series: SeriesId, conditions: readonly MeasuredCondition[]): Excess | null {
  const perTrial = conditions.flatMap(({ trials }) =>
    trials.flatMap(({ round, lapsMs: [first = NaN, ...others] }) =>
      others.length === 0 ? [] : [{ round, excess: Math.log(first / median(others)) }],
    ),
  )
  const rounds = [...groupBy(perTrial, ({ round }) => round).values()]
  const perRound = rounds.map((trials) => mean(trials.map(({ excess }) => excess)))
  const interval = meanInterval(perRound)
  return interval === null ? null : { series, excess: mean(perRound), low: interval[0], high: interval[1] }
}
