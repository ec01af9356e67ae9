import type { SeriesId } from '../../names/series.ts'
import type { ClaimData } from './claim-rule.ts'

/** The worker counts that the session plans for each of these series, in ascending order. */
export function measuredCounts(data: ClaimData, series: readonly SeriesId[]): readonly number[] {
  const { conditions } = data.session.header
  const counts = new Set(conditions.map(({ workers }) => workers))
  return [...counts]
    .filter((workers) => series.every((id) => conditions.some((one) => one.series === id && one.workers === workers)))
    .sort((a, b) => a - b)
}
