import { expect, test } from 'vitest'
import { formatBench } from '../../../bench/core/bench-table.ts'
import { rowNotMeasured, rowOfPairs } from '../../../bench/core/rows-of.ts'

test('every figure stands with its unit and its interval, and notes follow below', () => {
  const target = { low: null, high: 0.05 }
  const pairs = [
    { ours: 0.1, peer: 10 },
    { ours: 0.1, peer: 10 },
  ]
  const text = formatBench([
    rowOfPairs({ name: 'monitor', unit: 'ms', target, peerVersion: 'other 1.2', note: 'of one sample' }, pairs),
    rowNotMeasured({ name: 'start', unit: 'ms', target }),
  ])
  expect(text.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
    'row | ours | peer | ratio (95%) | n | target | met | of | version',
    'monitor | 0.10 ms | 10.0 ms | 0.010 (0.010–0.010) | 2 | ≤ 0.050 | yes | ours ÷ peer | other 1.2',
    'start | – | – | – | 0 | ≤ 0.050 | undecided (not measured) | ours ÷ peer | –',
    '',
    'monitor: of one sample',
  ])
})
