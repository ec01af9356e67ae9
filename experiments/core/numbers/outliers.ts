import { mean, median, medianAbsoluteDeviation } from './statistics.ts'

/**
 * A value is marked if its score is beyond this. Iglewicz & Hoaglin (How to Detect and Handle Outliers, ASQC 1993) name 3.5
 * for large samples. The MAD of a few values is often small by chance: beyond 3.5 lies a value of every fifth clean sample
 * of five. This limit marks one in 5% of clean samples or fewer, up to 50 values (simulated, docs/method.md).
 */
function farOut(count: number): number {
  return count < 3 ? Infinity : 3.6 + 9.5 / (count - 2.8)
}

/**
 * The score is 0.6745·(x − median) ÷ MAD. If more than half of the values are the same, the MAD is 0, and the mean
 * absolute deviation from the median replaces it: (x − median) ÷ (1.253314·mean absolute deviation). Both constants make
 * the score standard normal for normal data.
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

/** One mark for each of three values or more: true if it lies far out. Marked values stay in every estimate. */
export function outlierMarks(values: readonly number[]): readonly boolean[] {
  return modifiedZScores(values).map((score) => Math.abs(score) > farOut(values.length))
}
