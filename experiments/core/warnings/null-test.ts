import { enumeration } from '../text/show-value.ts'
import { formatShare, formatShareRange } from '../text/format-number.ts'
import { logSpeedups } from '../curves/log-ratios.ts'
import { roundResults } from '../curves/round-results.ts'
import { findSeries, isSerial, type SeriesId } from '../names/series.ts'
import { geometricInterval, usualConfidence } from '../numbers/interval.ts'
import type { WarningRule } from './warning-rule.ts'

/** With two rounds an interval can be narrow by chance alone. */
const fewestRounds = 3

/**
 * One worker does the work of serial, alone as serial does: their ratio is 1, or the executor itself costs or gains
 * something. The interval is widened by the number of executors that are tried, so that one in twenty sessions is warned of by
 * chance.
 */
export const nullTest: WarningRule = (session, conditions) => {
  const results = roundResults(session)
  const tried = conditions
    .filter(({ series, workers }) => workers === 1 && !isSerial(series))
    .map(({ name, series }) => ({ name, series, ratios: [...logSpeedups(session, results, series, 1).values()] }))
    .filter(({ ratios }) => ratios.length >= fewestRounds)
  const confidence = 1 - (1 - usualConfidence) / Math.max(1, tried.length)
  const odd = tried.flatMap(({ name, series, ratios }) => {
    const { value, low, high } = geometricInterval(ratios, confidence)
    if (value === null || low === null || high === null || (low <= 1 && high >= 1)) return []
    // side by side waiting is what an event loop is for, with one worker too
    return value > 1 && overlaps(series) ? [] : [{ value, text: textOf(name, value, low, high) }]
  })
  if (odd.length === 0) return null
  const [slower, faster] = [odd.filter(({ value }) => value < 1), odd.filter(({ value }) => value > 1)].map((side) =>
    enumeration(side.map(({ text }) => text)),
  )
  const sentences = [
    ...(slower === ''
      ? []
      : [`${slower ?? ''}. That is what the executor costs by itself, and the speedups include it.`]),
    ...(faster === ''
      ? []
      : [
          `${faster ?? ''}. So serial pays for something that they do not: their speedups over it are too high by that.`,
        ]),
  ]
  return {
    kind: 'null-test',
    message: `One worker and serial do the same work, yet their times differ: ${sentences.join(' ')}`,
  }
}

function overlaps(series: SeriesId): boolean {
  return findSeries(series)?.executor === 'async'
}

/** "1 Node thread takes 6% (4–8%) longer". */
function textOf(name: string, value: number, low: number, high: number): string {
  const times = value < 1 ? [value, high, low].map((ratio) => 1 / ratio) : [value, low, high]
  const [share = NaN, from = NaN, to = NaN] = times.map((ratio) => ratio - 1)
  const [before, behind] = value < 1 ? ['takes', 'longer'] : ['is', 'faster']
  return `${name} ${before} ${formatShare(share)} (${formatShareRange(from, to)}) ${behind}`
}
