import { expect, test } from 'vitest'
import { ratioOfPairs, rowNotMeasured, rowOfBound, rowOfPairs } from '../../../bench/core/rows-of.ts'

const frame = { name: 'a row', unit: 'ms', target: { low: null, high: 1.1 } }

test('the ratio of pairs is their geometric mean, with the t interval of the logarithms', () => {
  // ln 2 and ln 8 have the mean ln 4; t(0.975, 1) = 12.706 and the standard error is ln 2
  const { value, low, high } = ratioOfPairs([
    { ours: 2, peer: 1 },
    { ours: 16, peer: 2 },
  ])
  expect(value).toBeCloseTo(4, 10)
  expect(Math.log((high ?? 0) / 4) / Math.log(2)).toBeCloseTo(12.706, 2)
  expect(Math.log(4 / (low ?? 0)) / Math.log(2)).toBeCloseTo(12.706, 2)
})

test('a drift that meets both of a pair alike does not widen the interval', () => {
  const pairs = [1, 2, 4, 8].map((drift) => ({ ours: 3 * drift, peer: 2 * drift }))
  const { low, high } = ratioOfPairs(pairs)
  expect(low).toBeCloseTo(1.5, 10)
  expect(high).toBeCloseTo(1.5, 10)
})

test('a row of pairs shows the medians of both, and the ratio of the pairs', () => {
  const pairs = [1, 1, 1, 10].map((ours) => ({ ours, peer: ours }))
  expect(rowOfPairs({ ...frame, peerVersion: 'other 1.2' }, pairs)).toMatchObject({
    name: 'a row',
    ours: 1,
    peer: 1,
    unit: 'ms',
    peerVersion: 'other 1.2',
    ratio: { value: 1 },
    target: '≤ 1.10',
    met: true,
    pairs: 4,
  })
})

test('a row of a bound has no peer, and its ratio is that of what was measured to the bound', () => {
  const row = rowOfBound({ ...frame, target: { low: null, high: 1 }, bound: 2000 }, [500, 500, 500])
  expect(row).toMatchObject({ ours: 500, peer: null, peerVersion: null, ratio: { value: 0.25 }, met: true })
  expect(row.of).toBe('ours ÷ 2000 ms')
})

test('what was not measured stands in the result as that, with its reason', () => {
  expect(rowNotMeasured({ ...frame, note: 'there is no such program here' })).toMatchObject({
    ours: null,
    peer: null,
    ratio: { value: null, low: null, high: null },
    met: 'undecided (not measured)',
    note: 'there is no such program here',
  })
})
