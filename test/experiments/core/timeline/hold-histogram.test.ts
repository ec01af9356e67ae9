import { expect, test } from 'vitest'
import { holdHistogram } from '../../../../experiments/core/timeline/hold-histogram.ts'

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

test('every hold is counted once, in the bin of its length', () => {
  const histogram = holdHistogram([5.05, 5.1, 5.15, 2.5, 8.9], 5)
  expect(histogram?.binMs).toBe(0.2)
  expect(sum(histogram?.counts ?? [])).toBe(5)
  expect(histogram?.counts[25]).toBe(3)
  expect(histogram?.counts[12]).toBe(1)
})

test('it reaches to twice the switch interval, and what is longer stands in the last bin', () => {
  const usual = new Array<number>(100).fill(1.1)
  const histogram = holdHistogram([...usual, 300], 1)
  expect((histogram?.binMs ?? 0) * (histogram?.counts.length ?? 0)).toBeCloseTo(2, 6)
  expect(histogram?.counts.at(-1)).toBe(1)
})

test('without a switch interval the holds alone say how far it reaches; without holds there is none', () => {
  const histogram = holdHistogram([3, 3.5, 4], null)
  expect(sum(histogram?.counts ?? [])).toBe(3)
  expect(holdHistogram([], 5)).toBeNull()
})
