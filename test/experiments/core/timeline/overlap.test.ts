import { expect, test } from 'vitest'
import { overlapShare } from '../../../../experiments/core/timeline/overlap.ts'
import { sideBySide, takingTurns, withGap } from './made-up-lanes.ts'

test('workers that take turns overlap by 0, at any number of them', () => {
  for (const workers of [2, 3, 8]) expect(overlapShare(takingTurns(workers, 5, 200))).toBe(0)
})

test('workers that run side by side overlap by 1, at any number of them', () => {
  for (const workers of [2, 3, 8]) expect(overlapShare(sideBySide(workers, 200))).toBe(1)
})

test('it is the share of the time in which any worker runs that two or more do', () => {
  const lanes = [
    [
      { startMs: 0, endMs: 60 },
      { startMs: 90, endMs: 100 },
    ],
    [
      { startMs: 0, endMs: 10 },
      { startMs: 40, endMs: 100 },
    ],
  ]
  // both run from 0 to 10, from 40 to 60 and from 90 to 100, and nobody ever rests
  expect(overlapShare(lanes)).toBeCloseTo(0.4)
})

test('time in which nobody runs counts for nothing', () => {
  expect(overlapShare(withGap(sideBySide(2, 100), 20, 90))).toBe(1)
  expect(overlapShare(withGap(takingTurns(2, 5, 100), 20, 90))).toBe(0)
})

test('of a worker that starts late or ends early, only the time in which both were there counts', () => {
  expect(overlapShare([[{ startMs: 0, endMs: 100 }], [{ startMs: 30, endMs: 60 }]])).toBe(1)
})

test('workers that were never there at the same time tell nothing', () => {
  expect(overlapShare([[{ startMs: 0, endMs: 40 }], [{ startMs: 40, endMs: 80 }]])).toBeNull()
  expect(overlapShare([[{ startMs: 0, endMs: 40 }], []])).toBeNull()
  expect(overlapShare([])).toBeNull()
})

test('taking a core away from workers never makes them overlap more', () => {
  const lanes = [
    [{ startMs: 0, endMs: 70 }],
    [
      { startMs: 0, endMs: 20 },
      { startMs: 50, endMs: 100 },
    ],
  ]
  const before = overlapShare(lanes) ?? 0
  const [first = [], second = []] = lanes
  expect(overlapShare([first, ...withGap([second], 50, 60)]) ?? 1).toBeLessThan(before)
})
