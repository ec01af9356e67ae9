import { expect, test } from 'vitest'
import { monitorCost, monitorCostText } from '../../../../experiments/core/monitoring/monitor-cost.ts'

test('the monitor’s cost is that of its usual sample, as often as it took one', () => {
  const samples = [0, 100, 200, 5000, 5100].map((atMs, index) => ({ atMs, costMs: index === 3 ? 9 : 0.3 }))
  const cost = monitorCost(samples)
  expect(cost).toEqual({ sampleMs: 0.3, hertz: 10, share: 0.003 })
  expect(cost === null ? '' : monitorCostText(cost)).toBe('monitor 0.30% of one core: 0.30 ms × 10 Hz')
})

test('of samples that were joined, each counts as those that it joins', () => {
  const samples = [0, 400, 800, 1200].map((atMs) => ({ atMs, costMs: 1.2, joins: 4 }))
  expect(monitorCost(samples)).toEqual({ sampleMs: 0.3, hertz: 10, share: 0.003 })
})

test('two samples, or such as no time lies between, do not tell it', () => {
  expect(monitorCost([])).toBeNull()
  expect(monitorCost([0, 100].map((atMs) => ({ atMs, costMs: 1 })))).toBeNull()
  expect(monitorCost([5, 5, 5].map((atMs) => ({ atMs, costMs: 1 })))).toBeNull()
})
