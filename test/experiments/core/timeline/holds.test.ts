import { expect, test } from 'vitest'
import { median } from '../../../../experiments/core/numbers/statistics.ts'
import { holdLengthsMs } from '../../../../experiments/core/timeline/holds.ts'
import { lengthMs } from '../../../../experiments/core/timeline/stretches.ts'
import { sideBySide, takingTurns, withGap } from './made-up-lanes.ts'

test('each turn is a hold, but for the first and the last of each worker, which the lap cuts', () => {
  expect(holdLengthsMs(takingTurns(2, 5, 61), 'gaps')).toEqual(new Array(9).fill(5))
  expect(holdLengthsMs(takingTurns(4, 5, 102), 'holds')).toEqual(new Array(13).fill(5))
})

test('a holder whose core another program takes goes on holding: its turn is as long as before', () => {
  let lanes = takingTurns(2, 20, 400)
  for (let atMs = 4; atMs < 400; atMs += 10) lanes = withGap(lanes, atMs, atMs + 2)
  expect(median(lanes.flat().map(lengthMs))).toBeLessThan(10)
  expect(median([...holdLengthsMs(lanes, 'gaps')])).toBe(20)
})

test('a hold of our own lock that was given up for a call is two, though nobody else took it', () => {
  const one = [
    { startMs: 0, endMs: 4 },
    { startMs: 5, endMs: 7 },
    { startMs: 8, endMs: 12 },
    { startMs: 13, endMs: 14 },
  ]
  expect(holdLengthsMs([one, []], 'holds')).toEqual([2, 4])
})

test('where another worker runs meanwhile, nobody holds anything', () => {
  expect(holdLengthsMs(sideBySide(2, 100), 'gaps')).toEqual([])
  const [turns = [], others = []] = takingTurns(2, 5, 100)
  expect(holdLengthsMs([turns, others, [{ startMs: 0, endMs: 100 }]], 'gaps')).toEqual([])
})

test('a lap without a whole turn has no holds', () => {
  expect(holdLengthsMs(takingTurns(2, 50, 150), 'gaps')).toEqual([])
  expect(holdLengthsMs([], 'gaps')).toEqual([])
})
