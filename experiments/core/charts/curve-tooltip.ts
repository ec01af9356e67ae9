import type { TooltipItem } from 'chart.js'
import { counted, formatRatio } from '../text/format-number.ts'
import type { ChartTheme } from './theme.ts'

/** The number, its interval and its rounds, at the mark under the pointer. */
export function curveTooltip(theme: ChartTheme) {
  const font = { family: theme.fontFamily, size: 12 }
  return {
    backgroundColor: theme.ink,
    titleColor: theme.surface,
    bodyColor: theme.surface,
    titleFont: { ...font, weight: 600 },
    bodyFont: font,
    displayColors: false,
    cornerRadius: 7,
    padding: 9,
    callbacks: {
      title: ([item]: TooltipItem<'line'>[]) => {
        const workers = item?.parsed.x ?? 0
        return counted(workers, 'worker')
      },
      label: ({ dataset, dataIndex }: TooltipItem<'line'>) => {
        const point = dataset.curve?.().points[dataIndex]
        if (point === undefined) return dataset.label ?? ''
        const rounds = counted(point.rounds, 'round')
        return `${dataset.label ?? ''} ${formatRatio(point.ratio, point.rounds)}, ${rounds}`
      },
    },
  }
}
