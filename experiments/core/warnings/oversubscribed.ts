import { seriesName } from '../names/series-titles.ts'
import { counted } from '../text/format-number.ts'
import { roundResults } from '../curves/round-results.ts'
import { speedupData } from '../scaling-laws/speedup-data.ts'
import { enumeration } from '../text/show-value.ts'
import { named, type WarningRule } from './warning-rule.ts'

export const oversubscribed: WarningRule = (session, conditions) => {
  const results = roundResults(session)
  const { usableCores } = session.header.machine
  const crowdedCounts = (counts: readonly number[]) => counts.filter((workers) => workers > usableCores)
  const shared = [...new Set(conditions.map(({ series }) => series))]
    .map((series) => ({ series, leftOut: crowdedCounts(speedupData(session, results, series).leftOut) }))
    .filter(({ leftOut }) => leftOut.length > 0)
  if (shared.length === 0) return null
  const counts = [...new Set(shared.flatMap(({ leftOut }) => leftOut))].sort((a, b) => a - b)
  return {
    kind: 'oversubscribed',
    message: `${enumeration(counts)} workers of ${named(shared.map(({ series }) => seriesName(series)))} had to share ${counted(usableCores, 'core')}; look at these curves only up to ${usableCores}.`,
  }
}
