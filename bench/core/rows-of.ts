import { geometricInterval, unknownRatio, type Ratio } from '../../experiments/core/numbers/interval.ts'
import { median } from '../../experiments/core/numbers/statistics.ts'
import type { BenchRow, Target } from './bench-row.ts'
import { judge, targetText } from './verdict.ts'

/** Two measurements of one round. */
export interface Pair {
  readonly ours: number
  readonly peer: number
}

export type RowFrame = Pick<BenchRow, 'name' | 'unit'> & {
  readonly target: Target
  readonly peerVersion?: string | null
  readonly note?: string
}

/** Ours over the peer's, by the round: exp of the mean of ln(ours ÷ peer), with its t interval. */
export function ratioOfPairs(pairs: readonly Pair[]): Ratio {
  return geometricInterval(pairs.map(({ ours, peer }) => Math.log(ours / peer)))
}

export function rowOfPairs(frame: RowFrame, pairs: readonly Pair[]): BenchRow {
  return rowOf({
    ...frame,
    ours: medianOrNull(pairs.map(({ ours }) => ours)),
    peer: medianOrNull(pairs.map(({ peer }) => peer)),
    ratio: ratioOfPairs(pairs),
    of: 'ours ÷ peer',
    pairs: pairs.length,
  })
}

/** Ours over a bound that is a number: "≤ 2 s" is a ratio of at most 1 to 2,000 ms. */
export function rowOfBound(frame: RowFrame & { readonly bound: number }, values: readonly number[]): BenchRow {
  const { bound, ...rest } = frame
  return rowOf({
    ...rest,
    ours: medianOrNull(values),
    peer: null,
    ratio: geometricInterval(values.map((value) => Math.log(value / bound))),
    of: `ours ÷ ${bound}${frame.unit === '' ? '' : ` ${frame.unit}`}`,
    pairs: values.length,
  })
}

export function rowOf(row: RowFrame & Pick<BenchRow, 'ours' | 'peer' | 'ratio' | 'of' | 'pairs'>): BenchRow {
  const { name, ours, peer, unit, peerVersion = null, ratio, of, target, pairs, note = '' } = row
  return {
    name,
    ours,
    peer,
    unit,
    peerVersion,
    ratio,
    of,
    target: targetText(target),
    met: judge(ratio, target),
    pairs,
    note,
  }
}

/** A row that could not be measured stands in the result all the same, with the reason. */
export function rowNotMeasured(frame: RowFrame): BenchRow {
  return rowOf({ ...frame, ours: null, peer: null, ratio: unknownRatio, of: 'ours ÷ peer', pairs: 0 })
}

function medianOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : median(values)
}
