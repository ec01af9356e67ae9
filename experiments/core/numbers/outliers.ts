import { mean, median, medianAbsoluteDeviation } from './statistics.ts'

/** Iglewicz & Hoaglin, How to Detect and Handle Outliers (ASQC, 1993): beyond this a value is marked. */
const farOut = 3.5

/**
 * 0.6745·(x − median) ÷ MAD. Where more than half of the values are the same the MAD is 0, and the mean absolute
 * deviation from the median stands in for it, as (x − median) ÷ (1.253314·mean absolute deviation). Both constants make
 * the score a standard normal one for normal data.
 */
export function modifiedZScores(values: readonly number[]): readonly number[] {
  if (values.length === 0) return []
  const middle = median(values)
  const mad = medianAbsoluteDeviation(values)
  if (mad > 0) return values.map((value) => (0.6745 * (value - middle)) / mad)
  const meanDeviation = mean(values.map((value) => Math.abs(value - middle)))
  if (meanDeviation === 0) return values.map(() => 0)
  return values.map((value) => (value - middle) / (1.253314 * meanDeviation))
}

/** One mark a value: true where it lies far out. Marked values stay in every estimate. */
export function outlierMarks(values: readonly number[]): readonly boolean[] {
  return modifiedZScores(values).map((score) => Math.abs(score) > farOut)
}
