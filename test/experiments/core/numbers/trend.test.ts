import { expect, test } from 'vitest'
import { trendOf } from '../../../../experiments/core/numbers/trend.ts'

const anscombe = [
  [10, 8.04],
  [8, 6.95],
  [13, 7.58],
  [9, 8.81],
  [11, 8.33],
  [14, 9.96],
  [6, 7.24],
  [4, 4.26],
  [12, 10.84],
  [7, 4.82],
  [5, 5.68],
].map(([x = NaN, y = NaN]) => ({ x, y }))

test('the trend of Anscombe’s first set has the published slope, standard error and p value', () => {
  // Anscombe, Graphs in Statistical Analysis, Am. Statistician 27, 1973: 0.5 with standard error 0.118, t = 4.24
  const trend = trendOf(anscombe)
  expect(trend?.slope).toBeCloseTo(0.5001, 4)
  // t(0.975, 9) = 2.262157, standard error 0.1179
  expect(((trend?.high ?? NaN) - (trend?.low ?? NaN)) / 2 / 2.262157).toBeCloseTo(0.1179, 4)
  expect(trend?.p).toBeCloseTo(0.00217, 5)
})

test('an exact line has a trend beyond doubt, a level one none', () => {
  const line = (slope: number) => [0, 1, 2, 3].map((x) => ({ x, y: slope * x }))
  expect(trendOf(line(2))).toMatchObject({ slope: 2, p: 0 })
  expect(trendOf(line(0))).toMatchObject({ slope: 0, p: 1 })
})

test('two points, and points at one place, have no trend', () => {
  expect(trendOf(anscombe.slice(0, 2))).toBeNull()
  expect(trendOf([1, 2, 3].map((y) => ({ x: 5, y })))).toBeNull()
})
