import type { ChartConfiguration, Plugin } from 'chart.js'
import type { horizontalAxis, verticalAxis } from './axes.ts'
import { curveTooltip } from './curve-tooltip.ts'
import { curveLine, type DrawnCurve } from './drawn-curve.ts'
import { FigureFrame, type Look } from './figure-frame.ts'
import { intervalBars } from './interval-bars.ts'
import { labelRoom, lineLabels } from './line-labels.ts'
import { spreadPoints } from './spread-points.ts'
import type { Surface } from './surface.ts'

interface CurveChart {
  readonly x: ReturnType<typeof horizontalAxis>
  readonly y: ReturnType<typeof verticalAxis>
  readonly tooltipTexts: Parameters<typeof curveTooltip>[1]
  readonly notes?: readonly Plugin<'line'>[]
}

/** Curves with their intervals, and each curve's name at its end. */
export function curveChart(
  curves: readonly DrawnCurve[],
  look: Look,
  { x, y, tooltipTexts, notes = [] }: CurveChart,
): ChartConfiguration<'line'> {
  const { theme } = look
  const frame = new FigureFrame(look)
  return {
    type: 'line',
    data: { datasets: curves.map((curve) => curveLine(curve, theme)) },
    plugins: [frame.plugin, spreadPoints(curves), intervalBars(curves), lineLabels(curves, look), ...notes],
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      layout: {
        padding: ({ chart }: { readonly chart: Surface }) => {
          const room = frame.room(chart.ctx, chart.width)
          return { ...room, top: room.top + 10, right: room.right + labelRoom(chart, curves, look) }
        },
      },
      interaction: { mode: 'nearest', intersect: true },
      plugins: { tooltip: curveTooltip(theme, tooltipTexts) },
      scales: { x, y },
    },
  }
}
