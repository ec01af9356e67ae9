import type { Curve } from '../../experiments/core/curves/curve.ts'
import type { Ratio } from '../../experiments/core/numbers/interval.ts'
import { seriesName } from '../../experiments/core/names/series-titles.ts'
import { formatRatio } from '../../experiments/core/text/format-number.ts'

/** Describes the chart to people who do not see it, by each curve's last point. The table holds the other points. */
export function curvesInWords(curves: readonly Curve[], over: 'serial' | 'baseline'): string {
  const title = over === 'serial' ? 'Speedup over serial' : 'Speedup over the locked baseline'
  const parts = curves.flatMap(({ series, points }) => {
    const last = points.at(-1)
    if (last === undefined) return []
    const name = seriesName(series)
    const ratio: Ratio = over === 'serial' ? last.speedup : last.againstBaseline
    return ratio.value === null ? [] : [`${name} ${formatRatio(ratio)} at ${last.workers} workers`]
  })
  return `${title}. ${parts.join('; ')}. The table beside it holds every number.`
}
