import { meanInterval } from '../numbers/interval.ts'
import type { SeriesId } from '../names/series.ts'
import { fitWithinBounds, type BoundedModel, type Bounds } from './bounded-fit.ts'
import { fitLeastSquares } from './least-squares.ts'
import type { Peak } from './peak-interval.ts'
import { averaged, pseudoValues, type Estimate } from './round-jackknife.ts'
import type { SpeedupData } from './speedup-data.ts'

/** A law is followed up to this many times the largest count; further out, a curve of two numbers says little. */
export const reach = 8

/** With a serial fraction or contention of this or more, further workers hardly help. */
export const nothingGained = 0.95

export type LawId = 'amdahl' | 'gustafson' | 'usl' | 'karp-flatt'

export interface LawParameter extends Estimate {
  readonly name: 'serial fraction' | 'serial share' | 'contention' | 'coherency'
  /** The worker count that the parameter is about; null if it holds for all. */
  readonly workers: number | null
}

export interface LawFit {
  readonly series: SeriesId
  readonly law: LawId
  /** The worker counts above 1 that it rests on. */
  readonly counts: readonly number[]
  /** Empty if there was too little to fit; the sentence then says what is missing. */
  readonly parameters: readonly LawParameter[]
  /** Null for a law without a peak, and if nothing was fitted. */
  readonly peak: Peak | null
  readonly sentence: string
}

export interface FittedModel {
  readonly estimates: readonly Estimate[]
  /** Each round's parameters, which are not held to the bounds; empty if there is no interval. */
  readonly byRound: readonly (readonly number[])[]
  readonly data: SpeedupData
  readonly model: BoundedModel
}

/** @returns null if the curve has too few worker counts */
export function fitModel(model: BoundedModel, data: SpeedupData): FittedModel | null {
  if (data.counts.length < 2) return null
  const values = fitWithinBounds(model, averaged(data.rounds))
  if (values === null) return null
  // The rounds are fitted without bounds: a parameter held at its bound in every round would seem to be certain.
  const byRound = pseudoValues(data.rounds, (observations) => fitLeastSquares(model, observations, values))
  const estimates = values.map((value, index) =>
    boundedEstimate(
      value,
      byRound.map((parameters) => parameters[index] ?? NaN),
      model.bounds[index],
    ),
  )
  return { estimates, byRound, data, model }
}

function boundedEstimate(
  value: number,
  byRound: readonly number[],
  [least, most]: Bounds = [-Infinity, Infinity],
): Estimate {
  const interval = meanInterval(byRound)
  if (interval === null) return { value, low: null, high: null }
  const [low, high] = interval.map((end) => Math.min(most, Math.max(least, end)))
  return { value, low: Math.min(value, low ?? value), high: Math.max(value, high ?? value) }
}
