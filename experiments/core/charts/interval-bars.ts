import type { Plugin } from 'chart.js'
import type { DrawnCurve, DrawnPoint } from './drawn-curve.ts'
import { asidesOf } from './spread-points.ts'
import { toPixels, type Surface } from './surface.ts'

const bandPx = 7

/** Draws the baseline's band and, behind each curve's marks, its 95% intervals. */
export function intervalBars(curves: readonly DrawnCurve[]): Plugin<'line'> {
  return {
    id: 'intervalBars',
    beforeDatasetsDraw(chart: Surface): void {
      for (const curve of curves) if (curve.kind === 'baseline') drawBand(chart, curve)
    },
    beforeDatasetDraw(chart: Surface, { index }: { readonly index: number }): void {
      const curve = curves[index]
      if (curve === undefined) return
      const pen = chart.ctx
      pen.save()
      pen.strokeStyle = curve.colour.line
      pen.fillStyle = curve.colour.line
      pen.globalAlpha = curve.kind === 'reference' ? 0.5 : 1
      pen.lineWidth = 1.1
      pen.setLineDash([])
      const asides = asidesOf(chart, curves)[index]
      for (const [at, point] of curve.points.entries()) {
        if (isWide(point.ratio)) drawBar(chart, point, asides?.[at] ?? 0)
      }
      pen.restore()
    },
  }
}

/** The interval of a reference is 1 to 1, and is not drawn. */
function isWide({ low, high }: DrawnPoint['ratio']): boolean {
  return low !== null && high !== null && low < high
}

function lowOf({ low, value }: DrawnPoint['ratio']): number {
  return low ?? value
}

function highOf({ high, value }: DrawnPoint['ratio']): number {
  return high ?? value
}

function drawBar(chart: Surface, { workers, ratio }: DrawnPoint, aside: number): void {
  const { ctx: pen, chartArea } = chart
  const { x: middle, y: lowY } = toPixels(chart, workers, lowOf(ratio))
  const { y: highY } = toPixels(chart, workers, highOf(ratio))
  const x = middle + aside
  pen.beginPath()
  pen.moveTo(x, Math.min(lowY, chartArea.bottom))
  pen.lineTo(x, Math.max(highY, chartArea.top))
  pen.stroke()
  // An arrow shows that an interval goes on above the axis.
  if (highY < chartArea.top - 0.5) {
    pen.beginPath()
    pen.moveTo(x, chartArea.top - 6)
    pen.lineTo(x - 3, chartArea.top + 1)
    pen.lineTo(x + 3, chartArea.top + 1)
    pen.closePath()
    pen.fill()
  }
}

/** The band marks the curve that the others are compared with. It spans the plot, and its height says nothing. */
function drawBand(chart: Surface, { points, colour }: DrawnCurve): void {
  const { ctx: pen, chartArea } = chart
  const places = points.map(({ workers, ratio }) => toPixels(chart, workers, ratio.value))
  const [first, last] = [places[0], places.at(-1)]
  if (first === undefined || last === undefined) return
  const line = [{ x: chartArea.left, y: first.y }, ...places, { x: chartArea.right, y: last.y }]
  pen.save()
  pen.globalAlpha = 0.14
  pen.fillStyle = colour.line
  pen.beginPath()
  pen.moveTo(chartArea.left, first.y - bandPx)
  for (const { x, y } of line) pen.lineTo(x, y - bandPx)
  for (const { x, y } of line.toReversed()) pen.lineTo(x, y + bandPx)
  pen.closePath()
  pen.fill()
  pen.restore()
}
