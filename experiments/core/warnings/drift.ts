import { formatShare, formatShareRange } from '../text/format-number.ts'
import { trendOf } from '../numbers/trend.ts'
import { groupBy } from '../numbers/group-by.ts'
import { mean } from '../numbers/statistics.ts'
import type { MeasuredCondition } from '../curves/measured-conditions.ts'
import type { WarningRule } from './warning-rule.ts'

/** With fewer rounds, a chance order of the times looks like a trend too often. */
const fewestRounds = 5
const smallestP = 0.01
const smallDrift = Math.log(1.05)

export const drift: WarningRule = (_session, conditions) => {
  const points = roundPoints(conditions)
  if (points.length < fewestRounds) return null
  const trend = trendOf(points)
  const starts = conditions.flatMap(({ trials }) => trials.map(({ startedAtMs }) => startedAtMs))
  const spanMs = Math.max(...starts) - Math.min(...starts)
  if (trend === null || trend.p >= smallestP || Math.abs(trend.slope * spanMs) <= smallDrift) return null
  const slower = trend.slope > 0
  const ends = [trend.low, trend.high].map((slope) => Math.abs(Math.expm1(slope * spanMs)))
  const change = formatShare(Math.abs(Math.expm1(trend.slope * spanMs)))
  return {
    kind: 'drift',
    message: `Drift: trials took ${change} (${formatShareRange(Math.min(...ends), Math.max(...ends))}) ${slower ? 'longer' : 'less'} at the end of the session than at its start (p = ${formatP(trend.p)}). Every round meets all series, so their ratios hold; for steady times let the machine ${slower ? 'cool and ' : ''}rest, and run again.`,
  }
}

function formatP(p: number): string {
  return p < 0.001 ? 'below 0.001' : String(Number(p.toPrecision(1)))
}

/**
 * Makes one point for each round: its time, and how far its trials are from what is usual for their conditions, in
 * logarithms of time. What disturbs a round disturbs several of its trials, so the round is the unit here as well.
 */
function roundPoints(conditions: readonly MeasuredCondition[]): readonly { readonly x: number; readonly y: number }[] {
  const centred = conditions.flatMap(({ trials }) => {
    const [at, log] = [mean(trials.map((one) => one.startedAtMs)), mean(trials.map((one) => Math.log(one.medianMs)))]
    return trials.map(({ round, startedAtMs, medianMs }) => ({
      round,
      x: startedAtMs - at,
      y: Math.log(medianMs) - log,
    }))
  })
  return [...groupBy(centred, ({ round }) => round).values()].map((trials) => ({
    x: mean(trials.map(({ x }) => x)),
    y: mean(trials.map(({ y }) => y)),
  }))
}
