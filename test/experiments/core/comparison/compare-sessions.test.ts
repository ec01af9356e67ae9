import { expect, test } from 'vitest'
import { answerLines } from '../../../../experiments/core/answers/answer.ts'
import { compareSessions } from '../../../../experiments/core/comparison/compare-sessions.ts'
import { comparisonAnswer, ratioText, rowValue } from '../../../../experiments/core/comparison/comparison-answer.ts'
import type { Session } from '../../../../experiments/core/session/session.ts'
import { sessionOf, type MadeUpSession } from '../../../../testbed/sessions/rounds.ts'

const serial = [100, 101, 99, 100, 100]

function measured(processes: readonly number[], rest: Partial<MadeUpSession> = {}): Session {
  return sessionOf({
    rounds: {
      'cpython/serial': { 1: serial },
      'cpython/threads': { 2: [100, 102, 99, 101, 100] },
      'cpython/processes': { 2: [...processes] },
    },
    kernel: 'primes',
    ...rest,
  })
}

const closed = measured([50, 51, 50, 49, 50])
const loaded = measured([58, 57, 58, 59, 58], {
  load: () => ({ otherCores: 0.42, stolenCores: null, culprits: [] }),
})

function said(a: Session, b: Session): readonly string[] {
  return answerLines(comparisonAnswer(compareSessions(a, b), ['14:02', '15:40']))
}

test('what changed most is said first, with its range, and the rest in one line', () => {
  expect(said(closed, loaded)).toEqual([
    expect.stringMatching(/^In 15:40, 2 CPython processes gain 14% less than in 14:02 \(1\d–1\d%\)\.$/),
    'Nothing else changed; in 1 row no change was seen.',
  ])
})

test('rows have both numbers, their ratio and whether that is a change', () => {
  const comparison = compareSessions(closed, loaded)
  const shown = comparison.rows.map((row) => [
    row.series,
    rowValue(comparison, row, row.a),
    rowValue(comparison, row, row.b),
    row.change,
  ])
  expect(shown).toEqual([
    ['cpython/threads', '1.00×', '1.00×', 'none'],
    ['cpython/processes', '2.00×', '1.72×', 'less'],
  ])
})

test('a session beside itself has changed in nothing', () => {
  expect(said(closed, closed)[0]).toBe('No change was seen between 14:02 and 15:40.')
  expect(compareSessions(closed, closed).fields.differs).toEqual([])
})

test('sessions of two machines are compared by their efficiency, and both machines are named', () => {
  const machine = { hostname: 'lab-7', cores: 8, usableCores: 8 }
  const other = measured([58, 57, 58, 59, 58], { machine })
  const comparison = compareSessions(closed, other)
  const row = comparison.rows.find(({ series }) => series === 'cpython/processes')
  expect(comparison.sameMachine).toBe(false)
  expect(row === undefined ? '' : rowValue(comparison, row, row.b)).toBe('86%')
  expect(comparison.fields.differs.map(({ name }) => name)).toEqual(expect.arrayContaining(['Machine', 'Cores']))
  expect(said(closed, other)[0]).toMatch(/use their cores 14% worse/)
})

test('one round, and ranges wider than a factor of ten, decide nothing', () => {
  const one = sessionOf({ rounds: { 'node/serial': { 1: [100] }, 'node/threads': { 2: [50] } }, kernel: 'primes' })
  expect(said(one, one)).toEqual(['Too few rounds to say: each session needs two rounds or more.'])
  const [row] = compareSessions(one, one).rows
  expect(row === undefined ? '' : ratioText(row)).toBe('1.00 (too few rounds)')
  const wild = measured([10, 500])
  expect(compareSessions(wild, wild).rows.at(-1)?.change).toBe('unknown')
})

test('numbers of different work are not compared', () => {
  const { rows, obstacle } = compareSessions(closed, measured([50, 50], { kernel: 'matrix' }))
  expect(rows).toEqual([])
  expect(obstacle).toMatch(/measured different work/)
})

test('what other programs used is among what differs, and what is alike is named', () => {
  const { differs, same } = compareSessions(
    measured([50, 51], { load: () => ({ otherCores: 0, stolenCores: null, culprits: [] }) }),
    loaded,
  ).fields
  expect(differs.map(({ name }) => name)).toEqual(['Other programs'])
  expect(same).toEqual(expect.arrayContaining(['Machine', 'Seed', 'Experiment']))
})

test('facts are compared round by round, in their unit', () => {
  const probed = (latencies: readonly number[]) =>
    sessionOf({
      rounds: {
        'cpython/threads@convoy': {
          2: latencies.map((ms) => ({
            facts: { 'p95-at-short-interval': ms },
            units: { 'p95-at-short-interval': 'ms' },
          })),
        },
      },
    })
  const comparison = compareSessions(probed([1, 1.1, 0.9, 1]), probed([2, 2.1, 1.9, 2]))
  const [row] = comparison.rows
  expect(row).toMatchObject({ fact: 'p95-at-short-interval', change: 'more' })
  expect(row === undefined ? '' : rowValue(comparison, row, row.b)).toBe('2.00 ms')
})
