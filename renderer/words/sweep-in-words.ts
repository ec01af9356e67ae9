import { factText } from '../../experiments/core/facts/fact-text.ts'
import type { FactSweep } from '../../experiments/core/facts/fact-sweeps.ts'
import { seriesName } from '../../experiments/core/names/series-titles.ts'

/** Describes the chart to people who do not see it, by each curve's last point. The table holds the other points. */
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
