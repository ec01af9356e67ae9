import { expect, test } from 'vitest'
import { monitorEffect, monitorEffectText } from '../../../../experiments/core/monitoring/monitor-effect.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import { foldSession } from '../../../../testbed/sessions/fold-session.ts'
import type { Session, SessionRecord } from '../../../../experiments/core/session/session.ts'
import { recordsOf } from '../../../../testbed/sessions/rounds.ts'

const rounds = 6

/** Each trial of the fixture with one beside it that had the monitor off and took as much less as `times` says. */
function pairs(times: (round: number) => number, count = rounds): Session {
  const records = recordsOf({
    rounds: {
      'node/serial': { 1: Array.from({ length: count }, (_, round) => 400 + round) },
      'node/threads': { 2: Array.from({ length: count }, (_, round) => 210 + round) },
    },
  })
  const both = records.flatMap((record): readonly SessionRecord[] => {
    switch (record.record) {
      case 'header':
        return [{ ...record, monitor: 'pairs' }]
      case 'lap': {
        const { round = 0 } = records.find((one) => one.record === 'trial' && one.trial === record.trial) as {
          round?: number
        }
        return [record, { ...record, trial: record.trial + 1000, makespanMs: record.makespanMs / times(round) }]
      }
      case 'trial':
        return [
          { ...record, monitor: 'on' },
          { ...record, trial: record.trial + 1000, monitor: 'off' },
        ]
      default:
        return [record]
    }
  })
  return foldSession(both)
}

function says(times: (round: number) => number): string {
  const effect = monitorEffect(pairs(times))
  return effect === null ? '' : monitorEffectText(effect)
}

test('the ratio is that of the two trials of each pair, the mean of a round counting once', () => {
  const effect = monitorEffect(pairs((round) => (round % 2 === 0 ? 1.01 : 0.99)))
  expect(effect?.rounds).toBe(rounds)
  expect(effect?.ratio.value).toBeCloseTo(Math.sqrt(1.01 * 0.99), 6)
  expect(effect?.conditions.map(({ series, workers, rounds }) => [series, workers, rounds])).toEqual([
    ['node/serial', 1, rounds],
    ['node/threads', 2, rounds],
  ])
  // t(5) = 2.5706 on a standard deviation of ln(1.01 ÷ 0.99) ÷ 2 · √(6 ÷ 5)
  const half = (2.5706 * (Math.log(1.01 / 0.99) / 2) * Math.sqrt(6 / 5)) / Math.sqrt(6)
  expect(effect?.ratio.high).toBeCloseTo(Math.sqrt(1.01 * 0.99) * Math.exp(half), 5)
})

test('a difference is one only where the interval leaves out 1; none is said where it is narrow', () => {
  expect(says((round) => (round % 2 === 0 ? 1.01 : 0.99))).toMatch(
    /^the monitor makes no difference: 1\.000× \(0\.98\d–1\.01\d×\) over 6 rounds$/,
  )
  expect(says((round) => (round % 2 === 0 ? 1.04 : 1.03))).toMatch(/^with the monitor on, laps take 1\.035× \(1\.0/)
  expect(says((round) => (round % 2 === 0 ? 1.2 : 0.85))).toMatch(/^the monitor makes no difference that shows: /)
})

test('one round has no interval, and a session without pairs nothing to say', () => {
  const one = monitorEffect(pairs(() => 1.5, 1))
  expect(one === null ? '' : monitorEffectText(one)).toContain('cannot be told from one round')
  expect(monitorEffect(foldSession(recordsOf({ rounds: { 'node/threads': { 2: [400] } } })))).toBeNull()
})

test('curves are made of the trials with the monitor on, as if there were no others', () => {
  const alone = foldSession(
    recordsOf({ rounds: { 'node/serial': { 1: [400, 401] }, 'node/threads': { 2: [210, 211] } } }),
  )
  expect(curvesOf(pairs(() => 2, 2))).toEqual(curvesOf(alone))
})
