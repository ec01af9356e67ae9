import type { CurvePoint } from '../curves/curve.ts'
import type { DrawnPoint } from '../charts/drawn-curve.ts'

/** The points of a curve that have a value, by worker count. */
export function drawnPoints(points: readonly CurvePoint[], over: 'serial' | 'baseline'): readonly DrawnPoint[] {
  return points
    .flatMap(({ workers, rounds, speedup, againstBaseline }): DrawnPoint[] => {
      const { value, pair, ...ends } = over === 'serial' ? speedup : againstBaseline
      // an interval over two rounds would be far wider than what they found
      const [low, high] = pair ?? [ends.low, ends.high]
      if (value === null || !Number.isFinite(value) || !Number.isFinite(workers)) return []
      const interval = isNumber(low) && isNumber(high) ? { low, high } : { low: null, high: null }
      return [{ workers, rounds, ratio: { value, ...interval } }]
    })
    .sort((a, b) => a.workers - b.workers)
}

function isNumber(value: number | null): value is number {
  return value !== null && Number.isFinite(value)
}

/** Intervals beyond this many times the highest value are cut, with an arrow, so that they cannot flatten the curves. */
const widestInterval = 2

/** How far up the axis goes: to all values and 1×, to their intervals within reason, and to a part of the ideal line. */
export function highestSpeedup(curves: readonly (readonly DrawnPoint[])[], ideal: number): number {
  const points = curves.flat()
  const value = Math.max(1, ...points.map(({ ratio }) => ratio.value))
  const interval = Math.max(0, ...points.map(({ ratio }) => ratio.high ?? 0))
  const needed = Math.max(value, Math.min(interval, widestInterval * value))
  return Math.max(1.15 * value, needed, Math.min(ideal, 1.3 * value))
}
