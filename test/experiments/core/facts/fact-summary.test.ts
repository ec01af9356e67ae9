import { expect, test } from 'vitest'
import { factSummaries } from '../../../../experiments/core/facts/fact-summary.ts'
import { factText } from '../../../../experiments/core/facts/fact-text.ts'
import { probeSession } from '../../../../testbed/sessions/fact-rounds.ts'

function texts(name: string, values: readonly (number | boolean | string | number[])[], unit = ''): string | undefined {
  const rounds = values.map((value) => ({ [name]: value }))
  const [fact] = factSummaries(probeSession({ 'node/threads': { 2: rounds } }, { [name]: unit }))
  return fact === undefined ? undefined : factText(fact)
}

test('a number is shown as the geometric mean of its rounds, a list counting by its median, within its interval', () => {
  expect(texts('took', [1, 1.1, 0.9, 1.05, 0.95], 'ms')).toBe('1.00 ms (0.90–1.10 ms)')
  expect(texts('took', [[1, 2, 9], [2.2], [1.8]], 'ms')).toBe('1.99 ms (1.55–2.56 ms)')
})

test('a number that is the same in every round says so, as an answer does', () => {
  expect(texts('pids', [4, 4, 4, 4, 4])).toBe('4 (same in all 5 rounds)')
  expect(texts('lost', [0, 0])).toBe('0 (same in both rounds)')
  expect(texts('own', [true, true])).toBe('yes, same in both rounds')
  expect(texts('own', [false, false])).toBe('no, same in both rounds')
  expect(texts('own', [true, false, true])).toBe('yes, in 2 of 3 rounds')
})

test('one round has no interval and says that it is one', () => {
  expect(texts('took', [12], 'ms')).toBe('12.0 ms (one round only)')
  expect(texts('own', [false])).toBe('no, one round only')
})

test('where a zero allows no interval of ratios, the range over the rounds stands in its place', () => {
  expect(texts('lost', [0, 12, 3])).toBe('3 (0–12 in 3 rounds)')
})

test('what can shrink has a minus, and a range that no dash makes unclear', () => {
  expect(texts('added', [-2 * 2 ** 20, -1024, 1024], 'bytes')).toBe('−1.00 KiB (−2,048.00 to 1.00 KiB in 3 rounds)')
})

test('texts are given once each', () => {
  expect(texts('method', ['spawn', 'spawn', 'fork'])).toBe('spawn, fork')
})

test('sizes and rates have units that people read', () => {
  expect(texts('grown', [2048], 'bytes')).toBe('2.00 KiB (one round only)')
  expect(texts('grown', [3 * 2 ** 20], 'bytes')).toBe('3.00 MiB (one round only)')
  expect(texts('throughput', [5 * 2 ** 20], 'bytes/s')).toBe('5.00 MiB/s (one round only)')
  expect(texts('rate', [1200], '1/s')).toBe('1,200/s (one round only)')
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

test('lost increments are whole, with their range over all laps and how often, never a median of 0', () => {
  expect(
    texts('lost-read-call-write', [
      [0, 0, 263_950, 0],
      [0, 31, 0, 0],
    ]),
  ).toBe('0–263,950; lost in 2 of 8 laps')
  expect(
    texts('lost-protected', [
      [0, 0],
      [0, 0],
    ]),
  ).toBe('0; lost in none of 4 laps')
  expect(texts('never-freed', [[0, 1]])).toBe('0–1; never freed in 1 of 2 laps')
  // the interval of these, 2 rounds of 600,000 increments, reached to 16,320,039
  expect(texts('lost-read-call-write', [[2_000], [240_000]])).toBe('2,000–240,000; lost in each of 2 laps')
})

test('two rounds show both values, whatever an interval would say', () => {
  // 0.05 ms and 2.77 ms made an interval that reached to 67 days
  expect(texts('interpreter-core-wait', [0.05, 2.77], 'ms')).toBe('0.050 ms and 2.770 ms (two rounds)')
  expect(texts('took', [1, 40, 2], 'ms')).toBe('about 4.31 ms (too few rounds to say)')
})

test('a share is a percentage that ends at all there is, as in the claim beside it', () => {
  expect(texts('overlap-between', [0.9, 1, 0.95])).toBe('95% (83–100%)')
  expect(texts('overlap-between', [0.16, 0.88])).toBe('16% and 88% (two rounds)')
})
