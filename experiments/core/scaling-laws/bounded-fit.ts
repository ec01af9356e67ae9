import { fitLeastSquares, sumOfSquares, type Model, type Observation } from './least-squares.ts'

export type Bounds = readonly [least: number, most: number]

export interface BoundedModel extends Model {
  readonly start: readonly number[]
  readonly bounds: readonly Bounds[]
}

/**
 * The least squares within the bounds: a parameter that would lie outside is held at its bound, and the others are
 * fitted again. ml-levenberg-marquardt 5 only clips parameters to their bounds after each step, and ends beside the
 * optimum: with a coherency of 0.0824 where the least squares are at 0.0821.
 * @returns null if the observations do not determine the parameters
 */
export function fitWithinBounds(model: BoundedModel, observations: readonly Observation[]): readonly number[] | null {
  const free = fitLeastSquares(model, observations, model.start)
  if (free === null) return null
  const outside = free.flatMap((value, index) => {
    const bound = nearest(value, model.bounds[index])
    return bound === value ? [] : [{ index, bound }]
  })
  if (outside.length === 0) return free
  const candidates = outside.flatMap(({ index, bound }) => {
    const rest = fitWithinBounds(withHeld(model, index, bound), observations)
    return rest === null ? [] : [rest.toSpliced(index, 0, bound)]
  })
  const squares = (parameters: readonly number[]): number => sumOfSquares(model, observations, parameters)
  return candidates.reduce<readonly number[] | null>(
    (best, candidate) => (best === null || squares(candidate) < squares(best) ? candidate : best),
    null,
  )
}

function nearest(value: number, [least, most]: Bounds = [-Infinity, Infinity]): number {
  return Math.min(most, Math.max(least, value))
}

function withHeld(model: BoundedModel, held: number, value: number): BoundedModel {
  const all = (others: readonly number[]): readonly number[] => others.toSpliced(held, 0, value)
  return {
    value: (x, others) => model.value(x, all(others)),
    gradient: (x, others) => model.gradient(x, all(others)).toSpliced(held, 1),
    start: model.start.toSpliced(held, 1),
    bounds: model.bounds.toSpliced(held, 1),
  }
}
