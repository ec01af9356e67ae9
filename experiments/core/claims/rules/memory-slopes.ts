import type { FactRounds } from '../../facts/fact-rounds.ts'
import { numberOf } from '../../facts/fact-summary.ts'
import { groupBy } from '../../numbers/group-by.ts'
import type { SeriesId } from '../../names/series.ts'
import { mean } from '../../numbers/statistics.ts'

/** Private pages if the system reports them, else all pages that are in memory (main/trial-programs/…/private-memory.ts). */
export type MemoryMeasure = 'private' | 'rss'

/** One page in bytes. Less cannot be distinguished from nothing, and a ratio to nothing cannot be formed. */
const leastBytes = 4096

/**
 * The bytes that one more worker adds: the slope of a least-squares line through the memory that each worker count added,
 * for each round that has all counts. A slope below one page counts as one page.
 * @returns the slopes by round
 */
export function memorySlopes(
  facts: FactRounds,
  series: SeriesId,
  counts: readonly number[],
  measure: MemoryMeasure,
): ReadonlyMap<number, number> {
  const points = counts.flatMap((workers) =>
    [...facts.of(series, workers, `added-${measure}`)].flatMap(([round, value]) => {
      const bytes = numberOf(value)
      return bytes === null ? [] : [{ round, workers, bytes }]
    }),
  )
  const slopes = new Map<number, number>()
  for (const [round, weighed] of groupBy(points, (point) => point.round)) {
    if (weighed.length === counts.length && counts.length > 1) slopes.set(round, Math.max(leastBytes, slopeOf(weighed)))
  }
  return slopes
}

function slopeOf(points: readonly { readonly workers: number; readonly bytes: number }[]): number {
  const [x, y] = [mean(points.map(({ workers }) => workers)), mean(points.map(({ bytes }) => bytes))]
  const products = points.map(({ workers, bytes }) => (workers - x) * (bytes - y))
  const squares = points.map(({ workers }) => (workers - x) ** 2)
  return mean(products) / mean(squares)
}
