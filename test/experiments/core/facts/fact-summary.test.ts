import { expect, test } from 'vitest'
import { factSummaries, factText } from '../../../../experiments/core/facts/fact-summary.ts'
import { probeSession } from '../../../../testbed/sessions/fact-rounds.ts'

function texts(name: string, values: readonly (number | boolean | string | number[])[], unit = ''): string | undefined {
  const rounds = values.map((value) => ({ [name]: value }))
  const [fact] = factSummaries(probeSession({ 'node/threads': { 2: rounds } }, { [name]: unit }))
  return fact === undefined ? undefined : factText(fact)
}

test('a number is shown as the geometric mean of its rounds, a list counting by its median, within its interval', () => {
  expect(texts('took', [1, 1.1, 0.9, 1.05, 0.95], 'ms')).toBe('1.00 ms (0.90 ms–1.10 ms)')
  expect(texts('took', [[1, 2, 9], [2.2], [1.8]], 'ms')).toBe('1.99 ms (1.55 ms–2.56 ms)')
})

test('a number that is the same in every round says so, as an answer does', () => {
  expect(texts('pids', [4, 4, 4, 4, 4])).toBe('4 (in each of 5 rounds)')
  expect(texts('lost', [0, 0])).toBe('0 (in each of 2 rounds)')
  expect(texts('own', [true, true])).toBe('yes, in each of 2 rounds')
  expect(texts('own', [false, false])).toBe('no, in each of 2 rounds')
  expect(texts('own', [true, false, true])).toBe('yes in 2 of 3 rounds')
})

test('one round has no interval and says that it is one', () => {
  expect(texts('took', [12], 'ms')).toBe('12.0 ms (1 round)')
  expect(texts('own', [false])).toBe('no (1 round)')
})

test('where a zero allows no interval of ratios, the range over the rounds stands in its place', () => {
  expect(texts('lost', [0, 12, 3])).toBe('3 (0–12 in 3 rounds)')
})

test('what can shrink has a minus, and a range that no dash makes unclear', () => {
  expect(texts('added', [-2 * 2 ** 20, -1024, 1024], 'bytes')).toBe('−1.00 KiB (−2.00 MiB to 1.00 KiB in 3 rounds)')
})

test('texts are given once each', () => {
  expect(texts('method', ['spawn', 'spawn', 'fork'])).toBe('spawn, fork')
})

test('sizes and rates have units that people read', () => {
  expect(texts('grown', [2048], 'bytes')).toBe('2.00 KiB (1 round)')
  expect(texts('grown', [3 * 2 ** 20], 'bytes')).toBe('3.00 MiB (1 round)')
  expect(texts('throughput', [5 * 2 ** 20], 'bytes/s')).toBe('5.00 MiB/s (1 round)')
  expect(texts('rate', [1200], '1/s')).toBe('1,200/s (1 round)')
})

test('facts come in the order of the plan, whichever trial was first', () => {
  const found = { took: 1, own: true }
  const session = probeSession({
    'node/threads': { 1: [found], 2: [found] },
    'node/processes': { 1: [found], 2: [found] },
  })
  const shuffled = { ...session, facts: session.facts.toReversed() }
  expect(factSummaries(shuffled).map(({ series, workers }) => `${series} ${workers}`)).toEqual([
    ...['node/threads 1', 'node/threads 1', 'node/threads 2', 'node/threads 2'],
    ...['node/processes 1', 'node/processes 1', 'node/processes 2', 'node/processes 2'],
  ])
})

test('what a failed trial said is no fact', () => {
  const session = probeSession({ 'node/threads': { 2: [{ took: 1 }] } })
  const failed = session.trials.map((trial) => ({ ...trial, outcome: { kind: 'crashed' as const, message: '' } }))
  expect(factSummaries({ ...session, trials: failed })).toEqual([])
})
