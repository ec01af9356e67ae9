import { expect, test } from 'vitest'
import { TimeBox } from '../../../bench/core/time-box.ts'

/** Rounds that last as long as they say, on a clock that only they move. */
function roundsIn(budgetMs: number, least: number, roundMs: number): number {
  let nowMs = 5000
  const box = new TimeBox(budgetMs, least, () => nowMs)
  while (box.next()) nowMs += roundMs
  return box.rounds
}

test('rounds go on as long as one more fits into the budget', () => {
  expect(roundsIn(1000, 1, 300)).toBe(3)
  expect(roundsIn(1000, 1, 250)).toBe(4)
})

test('the least number of rounds is done whatever they take', () => {
  expect(roundsIn(1000, 2, 5000)).toBe(2)
})

test('it says which part of the budget is used, and never more than all', () => {
  let nowMs = 0
  const box = new TimeBox(1000, 1, () => nowMs)
  nowMs = 250
  expect(box.used).toBe(0.25)
  nowMs = 9000
  expect(box.used).toBe(1)
})
