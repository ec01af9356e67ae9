import { unknownRatio } from '../../experiments/core/numbers/interval.ts'
import { trendOf } from '../../experiments/core/numbers/trend.ts'
import type { BenchRow } from './bench-row.ts'
import { rowOf, type RowFrame } from './rows-of.ts'

/** How much a program held at a moment. */
export interface HeldAt {
  readonly atMs: number
  readonly bytes: number
}

/** How many times as much is held at the last moment as at the first: a line through the logarithms of all of them says it. */
export function rowOfGrowth(frame: Omit<RowFrame, 'unit'> & Pick<BenchRow, 'of'>, held: readonly HeldAt[]): BenchRow {
  const [first, last] = [held[0], held.at(-1)]
  const trend = trendOf(held.map(({ atMs, bytes }) => ({ x: atMs, y: Math.log(bytes) })))
  const spanMs = (last?.atMs ?? 0) - (first?.atMs ?? 0)
  const grown = (slope: number): number => Math.exp(slope * spanMs)
  return rowOf({
    ...frame,
    unit: 'MB',
    ours: last === undefined ? null : last.bytes / 1e6,
    peer: first === undefined ? null : first.bytes / 1e6,
    ratio:
      trend === null ? unknownRatio : { value: grown(trend.slope), low: grown(trend.low), high: grown(trend.high) },
    pairs: held.length,
  })
}
