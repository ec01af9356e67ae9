import { expect, test } from 'vitest'
import { roundAxis, tickText, workerTicks } from '../../../../experiments/core/charts/round-axis.ts'
import { roundStep } from '../../../../experiments/core/numbers/round-step.ts'

test('steps are 1, 2 or 5 times a power of ten', () => {
  expect([0.011, 0.02, 0.3, 1, 1.1, 4, 7, 300].map(roundStep)).toEqual([0.02, 0.02, 0.5, 1, 2, 5, 10, 500])
})

test('an axis ends at a tick that is not below its highest value', () => {
  for (const highest of [0.013, 0.7, 1, 2.03, 6.9, 8, 40, 312, 12_345]) {
    const { max, step } = roundAxis(highest)
    expect(max).toBeGreaterThanOrEqual(highest)
    expect(max).toBeLessThan(highest + step)
    expect(max / step).toBeCloseTo(Math.round(max / step), 9)
  }
})

test('every worker count has a tick while they fit, then 1 and round ones', () => {
  expect(workerTicks(4)).toEqual([1, 2, 3, 4])
  expect(workerTicks(40)).toEqual([1, 5, 10, 15, 20, 25, 30, 35, 40])
  expect(workerTicks(4096).length).toBeLessThan(14)
})

test('a tick has as many decimals as its step', () => {
  expect([tickText(0, 0.5), tickText(1, 0.5), tickText(0.04, 0.02), tickText(8, 2), tickText(1500, 500)]).toEqual([
    '0',
    '1.0',
    '0.04',
    '8',
    '1,500',
  ])
})
