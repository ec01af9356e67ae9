import { mean, standardDeviation } from './statistics.ts'
import { studentTQuantile } from './student-t.ts'

/** A ratio with its 95% interval. With one round `low` and `high` are null; if nothing was measured, `value` is too. */
export interface Ratio {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  /**
   * The numbers of two rounds, the smaller one first; absent with fewer or more rounds. People are shown these: an interval
   * over two is thirteen times as wide as they lie apart.
   */
  readonly pair?: readonly [number, number]
}

export const unknownRatio: Ratio = { value: null, low: null, high: null }

/** A ratio of something to itself: exactly 1, by definition and not by measurement. */
export const exactlyOne: Ratio = { value: 1, low: 1, high: 1 }

/** The confidence of the intervals that are shown; claims that make several tests use a higher one. */
export const usualConfidence = 0.95

/** The factor on the standard error in a two-sided t interval over n values. */
export function tFactor(n: number, confidence: number): number {
  const key = `${n} ${confidence}`
  const factor = tFactors.get(key) ?? studentTQuantile(1 - (1 - confidence) / 2, n - 1)
  tFactors.set(key, factor)
  return factor
}

/** Each factor takes a search, and the intervals of a session have few different numbers of rounds. */
const tFactors = new Map<string, number>()

/** The t interval of a mean; null with fewer than two values. */
export function meanInterval(
  values: readonly number[],
  confidence = usualConfidence,
): readonly [number, number] | null {
  if (values.length < 2) return null
  const center = mean(values)
  const half = (tFactor(values.length, confidence) * standardDeviation(values)) / Math.sqrt(values.length)
  return [center - half, center + half]
}

/** exp(mean d) with a t interval on n − 1 degrees of freedom, formed on the logarithms: one d for each round. */
export function geometricInterval(logRatios: readonly number[], confidence = usualConfidence): Ratio {
  const n = logRatios.length
  if (n === 0) return unknownRatio
  const interval = meanInterval(logRatios, confidence)
  const value = Math.exp(mean(logRatios))
  if (interval === null) return { value, low: null, high: null }
  return { value, low: Math.exp(interval[0]), high: Math.exp(interval[1]), ...pairOf(logRatios.map(Math.exp)) }
}

function pairOf(values: readonly number[]): Pick<Ratio, 'pair'> {
  const [one, other, ...more] = values
  if (one === undefined || other === undefined || more.length > 0) return {}
  return { pair: one < other ? [one, other] : [other, one] }
}

/**
 * The mean of shares with a t interval on n − 1 degrees of freedom, one share for each round.
 * @param most what all of it is: the interval ends there, and at 0
 */
export function shareInterval(shares: readonly number[], confidence = usualConfidence, most = 1): Ratio {
  const n = shares.length
  if (n === 0) return unknownRatio
  const center = mean(shares)
  if (n === 1) return { value: center, low: null, high: null }
  const half = (tFactor(n, confidence) * standardDeviation(shares)) / Math.sqrt(n)
  return { value: center, low: Math.max(0, center - half), high: Math.min(most, center + half), ...pairOf(shares) }
}

/** Half of the interval's length on the logarithmic scale; null if there is no interval. */
export function logHalfWidth(ratio: Ratio): number | null {
  return ratio.low === null || ratio.high === null ? null : Math.log(ratio.high / ratio.low) / 2
}
