import { tFactor, usualConfidence } from './interval.ts'
import { mean } from './statistics.ts'
import { twoSidedP } from './student-t.ts'

export interface Trend {
  readonly slope: number
  readonly low: number
  readonly high: number
  /** The probability that chance alone makes a slope as steep. */
  readonly p: number
}

/**
 * Least squares, with the t test on n − 2 degrees of freedom of any textbook of regression.
 * @returns null with fewer than three points, or if all are at one x
 */
export function trendOf(points: readonly { readonly x: number; readonly y: number }[]): Trend | null {
  const n = points.length
  if (n < 3) return null
  const [atX, atY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))]
  const squares = points.reduce((sum, { x }) => sum + (x - atX) ** 2, 0)
  if (squares === 0) return null
  const slope = points.reduce((sum, { x, y }) => sum + (x - atX) * (y - atY), 0) / squares
  const rest = points.reduce((sum, { x, y }) => sum + (y - atY - slope * (x - atX)) ** 2, 0)
  const error = Math.sqrt(rest / (n - 2) / squares)
  // n − 1 values have n − 2 degrees of freedom
  const half = tFactor(n - 1, usualConfidence) * error
  return {
    slope,
    low: slope - half,
    high: slope + half,
    p: error === 0 ? Number(slope === 0) : twoSidedP(slope / error, n - 2),
  }
}
