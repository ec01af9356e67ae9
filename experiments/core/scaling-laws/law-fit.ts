import { meanInterval } from '../numbers/interval.ts'
import type { SeriesId } from '../names/series.ts'
import { fitWithinBounds, type BoundedModel, type Bounds } from './bounded-fit.ts'
import { fitLeastSquares } from './least-squares.ts'
import type { Peak } from './peak-interval.ts'
import { averaged, pseudoValues, type Estimate } from './round-jackknife.ts'
import type { SpeedupData } from './speedup-data.ts'

/** A law is followed up to this many times the largest count; further out, a curve of two numbers says little. */
export const reach = 8

/** A law that misses by less than this describes the curve. */
export const smallMiss = Math.log(1.05)

/** With a serial fraction or contention of this or more, further workers hardly help. */
export const nothingGained = 0.95

export type LawId = 'amdahl' | 'gustafson' | 'usl' | 'karp-flatt'

export interface LawParameter extends Estimate {
  readonly name: 'serial fraction' | 'serial share' | 'contention' | 'coherency' | 'clock'
  /** The worker count that the parameter is about; null if it holds for all. */
  readonly workers: number | null
}

export interface LawFit {
  readonly series: SeriesId
  readonly law: LawId
  /** The worker counts above 1 that it rests on. */
  readonly counts: readonly number[]
  /** Empty if there was too little to fit, or the law does not describe the curve; the sentence then says which. */
  readonly parameters: readonly LawParameter[]
  /** Whether the speed of several busy cores beside serial's was taken out, is fitted, or is unknown and within the numbers. */
  readonly clock: SpeedupData['clock']
  /** Null for a law without a peak, if nothing was fitted, and if there are too few counts or none beyond the peak. */
  readonly peak: Peak | null
  readonly sentence: string
}

export interface FittedModel {
  readonly estimates: readonly Estimate[]
  /** Each round's parameters, which are not held to the bounds; empty if there is no interval. */
  readonly byRound: readonly (readonly number[])[]
  /** The first parameter that is certain to lie outside of its bounds: then the law does not describe the curve. */
  readonly outside: Outside | null
  readonly data: SpeedupData
  readonly model: BoundedModel
}

export interface Outside {
  readonly index: number
  readonly free: Estimate
  readonly below: boolean
}

/** @returns null if the curve has too few worker counts */
export function fitModel(law: BoundedModel, data: SpeedupData): FittedModel | null {
  if (data.counts.length < 2) return null
  const model = data.clock === 'fitted' ? withClock(law) : law
  const values = fitWithinBounds(model, averaged(data.rounds))
  const free = fitLeastSquares(model, averaged(data.rounds), model.start)
  if (values === null || free === null) return null
  // The rounds are fitted without bounds: a parameter held at its bound in every round would seem to be certain.
  const byRound = pseudoValues(data.rounds, (observations) => fitLeastSquares(model, observations, values))
  const unbounded = free.map((value, index): Estimate => {
    const [low = null, high = null] = meanInterval(byRound.map((parameters) => parameters[index] ?? NaN)) ?? []
    return { value, low, high }
  })
  const estimates = values.map((value, index) => withinBounds(value, unbounded[index], model.bounds[index]))
  // one round has no interval: there the bounds must cost as much as a miss that would be told
  const costly = data.counts.some((x) => Math.abs(model.value(x, values) - model.value(x, free)) > smallMiss)
  const outside = byRound.length === 0 && !costly ? null : outsideOf(unbounded, model)
  return { estimates, byRound, outside, data, model }
}

/**
 * The law with a third number, the speed of several busy cores over serial's: R's package usl fits one too (γ), in place of
 * taking the first measurement for exact.
 */
export function withClock(law: BoundedModel): BoundedModel {
  return {
    value: (workers, [...parameters]) => law.value(workers, parameters.slice(0, -1)) + (parameters.at(-1) ?? 0),
    gradient: (workers, parameters) => [...law.gradient(workers, parameters.slice(0, -1)), 1],
    start: [...law.start, 0],
    bounds: [...law.bounds, [-Infinity, Infinity]],
  }
}

/** The fitted clock as a parameter: it is the last one, and a logarithm; empty if it was not fitted. */
export function clockParameter({ estimates, data }: FittedModel): readonly LawParameter[] {
  const last = estimates.at(-1)
  if (data.clock !== 'fitted' || last === undefined) return []
  const [low, high] = [last.low, last.high].map((end) => (end === null ? null : Math.exp(end)))
  return [{ name: 'clock', workers: null, value: Math.exp(last.value), low: low ?? null, high: high ?? null }]
}

/** A smaller distance from a bound shows as none. */
const leastDistance = 5e-6

function outsideOf(unbounded: readonly Estimate[], { bounds }: BoundedModel): Outside | null {
  for (const [index, free] of unbounded.entries()) {
    const [least, most] = bounds[index] ?? [-Infinity, Infinity]
    if ((free.high ?? free.value) < least - leastDistance) return { index, free, below: true }
    if ((free.low ?? free.value) > most + leastDistance) return { index, free, below: false }
  }
  return null
}

function withinBounds(
  value: number,
  { low, high }: Estimate = { value, low: null, high: null },
  [least, most]: Bounds = [-Infinity, Infinity],
): Estimate {
  if (low === null || high === null) return { value, low: null, high: null }
  const [from, to] = [low, high].map((end) => Math.min(most, Math.max(least, end)))
  return { value, low: Math.min(value, from ?? value), high: Math.max(value, to ?? value) }
}
