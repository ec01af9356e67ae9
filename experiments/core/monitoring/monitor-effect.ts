import { geometricInterval, type Ratio } from '../numbers/interval.ts'
import { formatFactor, formatNumber } from '../text/format-number.ts'
import { isTooWide, tooFewRounds } from '../text/spread-text.ts'
import { groupBy } from '../numbers/group-by.ts'
import { paired } from '../curves/log-ratios.ts'
import { roundResults } from '../curves/round-results.ts'
import type { SeriesId } from '../names/series.ts'
import type { Session } from '../session/session.ts'
import { mean } from '../numbers/statistics.ts'

/** The time of a lap with the monitor on ÷ the time with it off, from pairs of trials side by side. */
export interface MonitorEffect {
  /** The ratio over all conditions together. */
  readonly ratio: Ratio
  readonly rounds: number
  readonly conditions: readonly {
    readonly series: SeriesId
    readonly workers: number
    readonly ratio: Ratio
    readonly rounds: number
  }[]
}

/** @returns null if the session has no pair of which both trials succeeded */
export function monitorEffect(session: Session): MonitorEffect | null {
  if (session.unmonitored.length === 0) return null
  const on = roundResults(session)
  const off = roundResults({ ...session, trials: session.unmonitored })
  const conditions = session.header.conditions.flatMap(({ series, workers }) => {
    const logRatios = paired(on.of(series, workers), off.of(series, workers), (a, b) => a.medianMs / b.medianMs)
    return logRatios.size === 0 ? [] : [{ series, workers, logRatios }]
  })
  if (conditions.length === 0) return null
  const pairs = conditions.flatMap(({ logRatios }) => [...logRatios].map(([round, value]) => ({ round, value })))
  // A disturbance hits several trials of a round, so each round counts once (docs/method.md).
  const byRound = [...groupBy(pairs, ({ round }) => round).values()].map((ones) => mean(ones.map(({ value }) => value)))
  return {
    ratio: geometricInterval(byRound),
    rounds: byRound.length,
    conditions: conditions.map(({ series, workers, logRatios }) => {
      return { series, workers, ratio: geometricInterval([...logRatios.values()]), rounds: logRatios.size }
    }),
  }
}

/** A ratio within this, to either side of 1, is no difference that matters. */
const smallDifference = Math.log(1.05)

/** "the monitor makes no difference: 1.00× (0.99–1.02×)". */
export function monitorEffectText({ ratio, rounds }: MonitorEffect): string {
  const { value, low, high, pair } = ratio
  if (value === null || low === null || high === null) {
    return `whether the monitor makes a difference cannot be told from one round: laps took ${formatFactor(value)} as long with it on`
  }
  if (pair !== undefined) {
    return `with the monitor on, laps took ${threeDecimals(pair[0])}× and ${threeDecimals(pair[1])}× as long in two rounds`
  }
  if (isTooWide(ratio)) return `whether the monitor makes a difference: ${tooFewRounds}`
  const numbers = `${threeDecimals(value)}× (${threeDecimals(low)}–${threeDecimals(high)}×) over ${rounds} rounds`
  if (low > 1 || high < 1) return `with the monitor on, laps take ${numbers} as long as with it off`
  if (Math.log(high) < smallDifference && Math.log(low) > -smallDifference) {
    return `the monitor makes no difference: ${numbers}`
  }
  return `the monitor makes no difference that shows: ${numbers}; more rounds would tell of a smaller one`
}

/** A ratio near 1 needs three decimals, because its distance from 1 matters. */
function threeDecimals(ratio: number): string {
  return ratio > 0.5 && ratio < 2 ? ratio.toFixed(3) : formatNumber(ratio)
}
