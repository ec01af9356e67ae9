import { expect, test } from 'vitest'
import { welchRatio } from '../../../../experiments/core/numbers/welch.ts'

test("Welch's interval agrees with R's t.test on its sleep data", () => {
  // t.test(extra ~ group, data = sleep): mean difference -1.58, 95% interval -3.3654832 to 0.2054832, df 17.776
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
  const { value, low, high } = welchRatio(second, first, 0.95)
  expect(Math.log(value ?? 0)).toBeCloseTo(-1.58, 10)
  expect(Math.log(low ?? 0)).toBeCloseTo(-3.3654832, 6)
  expect(Math.log(high ?? 0)).toBeCloseTo(0.2054832, 6)
})

test('one value on a side has no interval, none has no ratio, and no scatter has no width', () => {
  expect(welchRatio([0], [Math.log(2), Math.log(2)], 0.95)).toEqual({ value: 2, low: null, high: null })
  expect(welchRatio([], [1], 0.95).value).toBeNull()
  expect(welchRatio([0, 0], [0, 0], 0.95)).toEqual({ value: 1, low: 1, high: 1 })
})
