import type { SeriesId } from '../../names/series.ts'
import { judgedCores } from '../../session/machine-cores.ts'
import { counted } from '../../text/format-number.ts'
import { enumeration } from '../../text/show-value.ts'
import type { ClaimData } from './claim-rule.ts'
import { measuredCounts } from './measured-counts.ts'

/** What the condition of a gain says of these counts. */
export const onFastCores = 'with a fast core for each worker'

/**
 * The counts of several workers at which a gain can be told, which all of these series have: those at which each worker
 * can have a fast core to itself. Without two such cores it is 2, whose numbers are shown with the reason why they decide
 * nothing.
 */
export function judgedCounts(data: ClaimData, series: readonly SeriesId[]): readonly number[] {
  const most = Math.max(2, judgedCores(data.session.header.machine))
  return measuredCounts(data, series).filter((workers) => workers > 1 && workers <= most)
}

/** Says which counts were measured and are not judged, and why; null if there are none. */
export function unjudgedCounts(data: ClaimData, series: readonly SeriesId[]): string | null {
  const judged = judgedCounts(data, series)
  const beyond = measuredCounts(data, series).filter((workers) => workers > 1 && !judged.includes(workers))
  if (beyond.length === 0) return null
  const cores = counted(judgedCores(data.session.header.machine), 'fast core')
  return `${enumeration(beyond.map(String))} workers are shown and not judged, because they share ${cores}`
}
