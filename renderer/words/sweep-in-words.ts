import { factText } from '../../experiments/core/facts/fact-summary.ts'
import type { FactSweep } from '../../experiments/core/facts/fact-sweeps.ts'
import { seriesName } from '../../experiments/core/names/series-titles.ts'

/** The chart for those who do not see it: each curve's last point. The table tells the rest. */
export function sweepInWords({ title, curves }: FactSweep): string {
  const parts = curves.flatMap(({ series, way, points }) => {
    const last = points.at(-1)
    if (last === undefined) return []
    const name = seriesName(series)
    const amount = last.fact.name.slice(last.fact.name.lastIndexOf('-') + 1)
    return [`${name}${way === '' ? '' : `, ${way}`} ${factText(last.fact)} at ${amount}`]
  })
  return `${title} by payload. ${parts.join('; ')}. The table beside it holds every number.`
}
