import type { ChartConfiguration } from 'chart.js'
import type { Bottlenecks } from '../bottleneck/bottleneck.ts'
import { Figure, type FigureTexts } from './figure-texts.ts'
import type { Surface } from './surface.ts'
import type { ChartTheme } from './theme.ts'
import { timeRows } from './time-rows.ts'

export interface TimeChartInput extends FigureTexts {
  readonly times: Bottlenecks
  readonly theme: ChartTheme
}

/** Where the workers' time goes: a bar for each condition, split into its parts. */
export function timeChart(input: TimeChartInput): ChartConfiguration<'line'> {
  const { times, theme } = input
  const figure = new Figure(input, theme)
  return {
    type: 'line',
    data: { datasets: [{ data: [], timeRows: () => ({ times, theme }) }] },
    plugins: [figure.plugin, timeRows],
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      events: [],
      layout: { padding: ({ chart }: { readonly chart: Surface }) => figure.room(chart) },
      scales: {
        x: { type: 'linear', display: false, min: 0, max: 1 },
        y: { type: 'linear', display: false, min: 0, max: 1 },
      },
    },
  }
}
