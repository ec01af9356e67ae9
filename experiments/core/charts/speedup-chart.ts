import { counted } from '../text/format-number.ts'
import type { ChartConfiguration } from 'chart.js'
import type { Curve } from '../curves/curve.ts'
import type { SeriesId } from '../names/series.ts'
import { curveTooltip } from './curve-tooltip.ts'
import { drawnCurves } from './drawn-curve.ts'
import { emptyNote } from './empty-note.ts'
import { Figure, type FigureTexts } from './figure-texts.ts'
import { intervalBars } from './interval-bars.ts'
import { labelRoom, lineLabels } from './line-labels.ts'
import { roundAxis, tickText, workerTicks } from './round-axis.ts'
import { stylesAmong } from './series-styles.ts'
import { curveLine, idealLine, labelSerialOnce, nothingYet } from './speedup-lines.ts'
import { drawnPoints, highestSpeedup } from './speedup-points.ts'
import type { Surface } from './surface.ts'
import type { ChartTheme } from './theme.ts'

export interface SpeedupChartInput extends FigureTexts {
  readonly curves: readonly Curve[]
  /** Over the same runtime's serial, or that over the baseline's. */
  readonly view: 'serial' | 'baseline'
  readonly baseline: SeriesId | 'none'
  readonly usableCores: number
  /** What the monitor cost, in a few words; left out where a footer says it. */
  readonly monitor?: string
  readonly theme: ChartTheme
}

/** Speedup over workers, one line a series. */
export function speedupChart(input: SpeedupChartInput): ChartConfiguration<'line'> {
  const { curves, view, usableCores, theme } = input
  const monitor = input.monitor === undefined ? [] : [input.monitor]
  const styles = stylesAmong(curves.map(({ series }) => series))
  const points = curves.map((curve) => drawnPoints(curve, view))
  const isEmpty = points.every(({ length }) => length === 0)
  const counts = isEmpty ? [2, usableCores] : points.flat().map(({ workers }) => workers)
  const most = Math.max(1, ...counts)
  // Over the baseline, which has its own speedup at each count, the ideal is no straight line.
  const ideal = view === 'serial' && most > 1 && !isEmpty ? most : 0
  const axis = roundAxis(isEmpty ? 2 : highestSpeedup(points, ideal))
  const datasets = labelSerialOnce(
    curves.flatMap((curve, index) => curveLine(curve, points[index] ?? [], { ...input, styles })),
  )
  if (isEmpty) datasets.push(nothingYet(theme))
  else if (ideal > 0) datasets.push(idealLine(Math.min(most, axis.max), theme))
  const drawn = drawnCurves({ data: { datasets } })
  const figure = new Figure(input, theme)
  const sidePad = most === 1 ? 0.03 : (most - 1) * 0.012
  const tickFont = { family: theme.fontFamily, size: 11 }
  return {
    type: 'line',
    data: { datasets },
    plugins: [figure.plugin, intervalBars, lineLabels, emptyNote],
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      layout: {
        padding: ({ chart }: { readonly chart: Surface }) => {
          const room = figure.room(chart)
          return { ...room, top: room.top + 10, right: room.right + labelRoom(chart, drawn) }
        },
      },
      interaction: { mode: 'nearest', intersect: true },
      plugins: { tooltip: curveTooltip(theme) },
      scales: {
        x: {
          type: 'linear',
          min: 1 - sidePad,
          // One worker count alone stands at the left, with its labels beside it.
          max: most === 1 ? 1.5 : most + sidePad,
          grid: { display: false },
          border: { display: false },
          title: {
            display: true,
            text: [`workers (${counted(usableCores, 'core')} usable)`, ...monitor].join(' · '),
            color: theme.muted,
            font: tickFont,
            padding: { top: 2, bottom: 0 },
          },
          ticks: { color: theme.muted, font: tickFont, maxRotation: 0, callback: (value) => String(value) },
          afterBuildTicks: (scale) => {
            scale.ticks = workerTicks(most).map((value) => ({ value }))
          },
        },
        y: {
          type: 'linear',
          min: 0,
          max: axis.max,
          grid: { color: theme.line, lineWidth: 1, drawTicks: false },
          border: { display: false },
          ticks: {
            color: theme.muted,
            font: tickFont,
            padding: 10,
            stepSize: axis.step,
            callback: (value) => `${tickText(Number(value), axis.step)}×`,
          },
        },
      },
    },
  }
}
