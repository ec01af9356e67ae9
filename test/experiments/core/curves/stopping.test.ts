import { expect, test } from 'vitest'
import type { Curve } from '../../../../experiments/core/curves/curve.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import {
  precisionReached,
  precisionSentence,
  roundsNeeded,
  StoppingRule,
  stoppingRounds,
  widestInterval,
} from '../../../../experiments/core/curves/stopping.ts'
import { crashed, sessionOf, type MadeUpRound } from '../../../../testbed/sessions/rounds.ts'

function curves(threads: readonly MadeUpRound[], processes: readonly MadeUpRound[] = []): readonly Curve[] {
  const serial = threads.map(() => 400)
  return curvesOf(
    sessionOf({
      rounds: { 'node/serial': { 1: serial }, 'node/threads': { 2: threads }, 'node/processes': { 2: processes } },
    }),
  )
}

const steady = [200, 201, 199, 200, 200]
const scattered = [200, 260, 170, 230, 190]

test('five steady rounds are precise enough, four are not looked at', () => {
  expect(precisionReached(curves(steady), 0.1)).toBe(true)
  expect(precisionReached(curves(steady.slice(0, 4)), 0.1)).toBe(false)
})

test('one speedup that is not known well enough keeps the session going', () => {
  expect(precisionReached(curves(steady, scattered), 0.1)).toBe(false)
  expect(precisionReached(curves(steady, [200]), 0.1)).toBe(false)
})

test('a series that has no speedup at all is not waited for', () => {
  expect(
    precisionReached(
      curves(
        steady,
        steady.map(() => crashed),
      ),
      0.1,
    ),
  ).toBe(true)
})

test('a session without any trial is not precise', () => {
  expect(precisionReached(curves([]), 0.1)).toBe(false)
  expect(precisionSentence(curves([]), 0.1)).toBe('no speedup was measured, so there is no interval')
})

test('precision is half the interval, upwards: exactly that much is enough', () => {
  const widest = widestInterval(curves(scattered))
  if (widest === null) throw new Error('there is an interval')
  expect(precisionReached(curves(scattered), widest.relative)).toBe(true)
  expect(precisionReached(curves(scattered), widest.relative - 1e-9)).toBe(false)
})

test('rounds end at the second narrow look in a row: one may be narrow by chance', () => {
  const rule = new StoppingRule(0.1)
  const narrow = [0.05, -0.05, 0.05, -0.05, 0.02].map((d) => 200 * Math.exp(d))
  expect([narrow, scattered, narrow, narrow].map((threads) => rule.look(curves(threads)))).toEqual([
    false,
    false,
    false,
    true,
  ])
})

test('rounds end at the first look where every interval is half as wide as asked', () => {
  expect(new StoppingRule(0.1).look(curves(steady))).toBe(true)
  const widest = widestInterval(curves(steady))
  if (widest === null) throw new Error('there is an interval')
  expect(new StoppingRule(2 * widest.relative - 1e-9).look(curves(steady))).toBe(false)
})

test('the widest interval is named, with its width', () => {
  // Logarithms ±0.1 about their mean, five rounds: t(0.975, 4) = 2.776445, sd = 0.1 · √(4 ÷ 4) = 0.1.
  const threads = [0.1, -0.1, 0.1, -0.1, 0].map((d) => 200 * Math.exp(d))
  const widest = widestInterval(curves(threads, steady))
  expect(widest).toMatchObject({ series: 'node/threads', workers: 2, rounds: 5 })
  expect(widest?.relative).toBeCloseTo(Math.expm1((2.776445 * 0.1) / Math.sqrt(5)), 6)
})

test('the rounds that it would take grow with the square of the width, with the t quantile of each count', () => {
  // ±18% at 5 rounds is a deviation of ln 1.18 · √5 ÷ 2.776 = 0.1333; at n = 10, 2.262 · 0.1333 ÷ √10 = 0.09536 is just
  // above ln 1.1 = 0.09531, and at n = 11, 2.228 · 0.1333 ÷ √11 = 0.0896 is below it.
  const width = { series: 'node/threads', workers: 2, rounds: 5, relative: 0.18 } as const
  expect(roundsNeeded(width, 0.1)).toBe(11)
  expect(roundsNeeded(width, 0.18)).toBe(5)
  expect(roundsNeeded({ ...width, relative: Infinity, rounds: 1 }, 0.1)).toBeNull()
})

test('a session that is not precise says by how much, and how many rounds it would take', () => {
  const sentence = precisionSentence(curves(scattered, steady), 0.1)
  expect(sentence).toMatch(/^the widest interval is ±\d+% \(2 Node threads\); about \d+ more rounds would reach ±10%$/)
  expect(precisionSentence(curves(steady), 0.1)).toBeNull()
  expect(precisionSentence(curves(scattered), 1e-6)).toContain('no sensible number of rounds would reach')
})

test('a speedup with one round is said to have no interval', () => {
  expect(precisionSentence(curves(steady, [200]), 0.1)).toContain('no interval for 2 Node processes')
})

test('precision is first looked at after five rounds, or after as many as the file wants at least', () => {
  expect(stoppingRounds({ min: 1 })).toBe(5)
  expect(stoppingRounds({ min: 8 })).toBe(8)
})
