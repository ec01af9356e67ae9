import type { QuestionChart } from '../../experiments/core/figures/question.ts'
import { seriesName } from '../../experiments/core/names/series-titles.ts'
import { formatMs } from '../../experiments/core/text/format-number.ts'
import { sweepInWords } from './sweep-in-words.ts'

/** The chart for an experiment's question, for those who do not see it. */
export function questionInWords(chart: QuestionChart): string {
  switch (chart.kind) {
    case 'rows':
      return chart.rows.groups
        .flatMap(({ title, rows }) =>
          rows.map(({ label, text }) => `${title === null ? '' : `${title}, `}${label}: ${text}`),
        )
        .join('; ')
    case 'grid':
      return chart.grid.rows
        .map(({ label, cells }) => {
          return `${label}: ${cells.map(({ text }, at) => `${chart.grid.columns[at] ?? ''} ${text}`).join(', ')}`
        })
        .join('; ')
    case 'holds':
      return chart.curves
        .flatMap(({ series, points }) =>
          points.map((one) => `${seriesName(series)} at ${one.intervalMs} ms: held for ${formatMs(one.holdMs)}`),
        )
        .join('; ')
    case 'sweep':
      return sweepInWords(chart.sweep)
  }
}
