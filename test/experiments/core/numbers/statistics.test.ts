import { expect, test } from 'vitest'
import { geometricInterval, logHalfWidth } from '../../../../experiments/core/numbers/interval.ts'
import { SeededNumbers } from '../../../../testbed/seeded-numbers.ts'
import { modifiedZScores, outlierMarks } from '../../../../experiments/core/numbers/outliers.ts'
import {
  mean,
  median,
  medianAbsoluteDeviation,
  standardDeviation,
} from '../../../../experiments/core/numbers/statistics.ts'

test('the median of three is the middle one, in whatever order they come', () => {
  for (const three of [
    [1, 2, 3],
    [3, 1, 2],
    [2, 3, 1],
    [3, 2, 1],
    [1, 3, 2],
    [2, 1, 3],
  ])
    expect(median(three)).toBe(2)
  expect(median([5, 5, 1])).toBe(5)
})

test('the median of an even number of values lies between the middle two, and leaves the list as it was', () => {
  const values = [9, 1, 4, 2]
  expect(median(values)).toBe(3)
  expect(median([5, 1, 3])).toBe(3)
  expect(values).toEqual([9, 1, 4, 2])
})

test('the median absolute deviation is not moved by one wild value', () => {
  expect(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9])).toBe(1)
  expect(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9000])).toBe(1)
})

test('the standard deviation is that of a sample', () => {
  expect(mean([2, 4, 4, 4, 5, 5, 7, 9])).toBe(5)
  expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 14)
})

test('there is no median, mean or deviation of too few values', () => {
  expect(() => median([])).toThrow(RangeError)
  expect(() => mean([])).toThrow(RangeError)
  expect(() => standardDeviation([1])).toThrow(RangeError)
})

test('the modified Z score is 0.6745 times the distance in MADs', () => {
  expect(modifiedZScores([1, 2, 3, 4, 8])).toEqual([-1.349, -0.6745, 0, 0.6745, 3.3725])
  // among five the limit is 7.9
  expect(outlierMarks([1, 2, 3, 4, 14])).toEqual([false, false, false, false, false])
  expect(outlierMarks([1, 2, 3, 4, 15])).toEqual([false, false, false, false, true])
  expect(outlierMarks([1, 2])).toEqual([false, false])
})

test.each([5, 6, 7, 8, 10, 12, 20])(
  'of clean samples of %d values about one in twenty has a mark, or fewer',
  (count) => {
    const numbers = new SeededNumbers(11)
    const samples = Array.from({ length: 4000 }, () => Array.from({ length: count }, () => numbers.normal()))
    const marked = samples.filter((values) => outlierMarks(values).includes(true)).length
    expect(marked / samples.length).toBeLessThan(0.06)
  },
)

test('where most values are the same the mean absolute deviation stands in for a MAD of 0', () => {
  const values = [10, 10, 10, 10, 10, 10, 10, 100]
  expect(modifiedZScores(values)[7]).toBeCloseTo(90 / (1.253314 * 11.25), 12)
  expect(outlierMarks(values)).toEqual([false, false, false, false, false, false, false, true])
  expect(modifiedZScores([5, 5, 5])).toEqual([0, 0, 0])
  expect(outlierMarks([])).toEqual([])
})

test('a geometric interval is the t interval of the logarithms', () => {
  // ln 2 ± 4.302653 · 0.1 ÷ √3, by hand.
  const center = Math.log(2)
  const ratio = geometricInterval([center - 0.1, center, center + 0.1])
  expect(ratio.value).toBeCloseTo(2, 12)
  expect(ratio.low).toBeCloseTo(2 * Math.exp(-0.248414), 5)
  expect(ratio.high).toBeCloseTo(2 * Math.exp(0.248414), 5)
  expect(logHalfWidth(ratio)).toBeCloseTo(0.248414, 6)
})

test('a higher confidence makes the interval wider', () => {
  const logs = [0.1, 0.2, 0.15, 0.3]
  const [usual, wide] = [geometricInterval(logs), geometricInterval(logs, 0.975)]
  expect(wide.low).toBeLessThan(usual.low ?? 0)
  expect(wide.high).toBeGreaterThan(usual.high ?? Infinity)
})

test('one value has no interval, none has no ratio', () => {
  expect(geometricInterval([0])).toEqual({ value: 1, low: null, high: null })
  expect(geometricInterval([])).toEqual({ value: null, low: null, high: null })
  expect(logHalfWidth(geometricInterval([0]))).toBeNull()
})
