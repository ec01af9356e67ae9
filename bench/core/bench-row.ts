import type { Ratio } from '../../experiments/core/numbers/interval.ts'

/** The range that a ratio has to lie in; an end that is null is open. */
export interface Target {
  readonly low: number | null
  readonly high: number | null
}

export type Met = boolean | `undecided (${string})`

/** One line of the result, as `out/bench.json` holds it. */
export interface BenchRow {
  readonly name: string
  /** Medians over the pairs, in `unit`; null where it was not measured. */
  readonly ours: number | null
  readonly peer: number | null
  /** "ms", "MB"; empty for ratios and shares. */
  readonly unit: string
  readonly peerVersion: string | null
  /** The ratio, with its 95% interval, is held against the target. */
  readonly ratio: Ratio
  /** The two things that `ratio` compares: "ours ÷ peer", "ours ÷ 2 s". */
  readonly of: string
  readonly target: string
  readonly met: Met
  /** The number of measurements that the interval stands on. */
  readonly pairs: number
  readonly note: string
}

export interface BenchDocument {
  readonly rows: readonly BenchRow[]
}
