import * as simple from 'simple-statistics'

/** @throws {RangeError} on an empty list: there is no middle to give. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the median of no values was asked for: check for an empty list first')
  const [a, b, c] = values
  if (values.length === 3 && a !== undefined && b !== undefined && c !== undefined) return middleOf(a, b, c)
  return simple.median(values)
}

/** A long session asks thousands of times for the median of a trial's three laps. */
function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

/**
 * @param share 0 … 1: 0.5 is the median
 * @throws {RangeError} on an empty list
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('a quantile of no values was asked for: check for an empty list first')
  return simple.quantile([...values], share)
}

/** Median of the distances from the median, not scaled to a standard deviation. */
export function medianAbsoluteDeviation(values: readonly number[]): number {
  const middle = median(values)
  return median(values.map((value) => Math.abs(value - middle)))
}

/** @throws {RangeError} on an empty list */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the mean of no values was asked for: check for an empty list first')
  return simple.mean(values)
}

/** The sample's standard deviation, divided by n − 1. @throws {RangeError} with fewer than two values */
export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) throw new RangeError('a standard deviation takes two values or more')
  return simple.sampleStandardDeviation(values)
}

/** The covariance of two samples, pair by pair, divided by n − 1. @throws {RangeError} with fewer than two pairs */
export function sampleCovariance(a: readonly number[], b: readonly number[]): number {
  if (a.length < 2) throw new RangeError('a covariance takes two pairs or more')
  return simple.sampleCovariance(a, b)
}
