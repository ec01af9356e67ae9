import type { Plugin } from 'chart.js'
import { drawnCurves, type CurveData, type DrawnCurve, type DrawnPoint } from './drawn-curve.ts'
import { toPixels, type Surface } from './surface.ts'

const leastBandPx = 5

/** The baseline's band and, behind each curve's marks, its 95% intervals. */
export const intervalBars: Plugin<'line'> = {
  id: 'intervalBars',
  beforeDatasetsDraw(chart: Surface & CurveData): void {
    for (const curve of drawnCurves(chart)) if (curve.kind === 'baseline') drawBand(chart, curve)
  },
  beforeDatasetDraw(chart: Surface & CurveData, { index }: { readonly index: number }): void {
    const curve = chart.data.datasets[index]?.curve?.()
    if (curve === undefined) return
    const pen = chart.ctx
    pen.save()
    pen.strokeStyle = curve.colour.line
    pen.fillStyle = curve.colour.line
    pen.globalAlpha = curve.kind === 'reference' ? 0.5 : 1
    pen.lineWidth = 1.3
    pen.setLineDash([])
    for (const point of curve.points) drawBar(chart, point)
    pen.restore()
  },
}

function drawBar(chart: Surface, { workers, ratio }: DrawnPoint): void {
  const { low, high } = ratio
  if (low === null || high === null) return
  const { ctx: pen, chartArea } = chart
  const { x, y: lowY } = toPixels(chart, workers, low)
  const highY = toPixels(chart, workers, high).y
  pen.beginPath()
  pen.moveTo(x, Math.min(lowY, chartArea.bottom))
  pen.lineTo(x, Math.max(highY, chartArea.top))
  pen.stroke()
  // An interval that goes on above the axis says so.
  if (highY < chartArea.top - 0.5) {
    pen.beginPath()
    pen.moveTo(x, chartArea.top - 6)
    pen.lineTo(x - 3.5, chartArea.top + 1)
    pen.lineTo(x + 3.5, chartArea.top + 1)
    pen.closePath()
    pen.fill()
  }
}

/** As wide as the baseline's intervals, over the whole width: what the other curves are held against. */
function drawBand(chart: Surface, { points, colour }: DrawnCurve): void {
  const { ctx: pen, chartArea } = chart
  const rims = points.map(({ workers, ratio }) => {
    const { x, y } = toPixels(chart, workers, ratio.value)
    const rim = (value: number | null) => (value === null ? y : toPixels(chart, workers, value).y)
    const top = Math.max(chartArea.top, Math.min(rim(ratio.high), y - leastBandPx))
    return { x, top, bottom: Math.min(chartArea.bottom, Math.max(rim(ratio.low), y + leastBandPx)) }
  })
  const [first, last] = [rims[0], rims.at(-1)]
  if (first === undefined || last === undefined) return
  const outline = [{ ...first, x: chartArea.left }, ...rims, { ...last, x: chartArea.right }]
  pen.save()
  pen.globalAlpha = 0.13
  pen.fillStyle = colour.line
  pen.beginPath()
  pen.moveTo(chartArea.left, first.top)
  for (const { x, top } of outline) pen.lineTo(x, top)
  for (const { x, bottom } of outline.toReversed()) pen.lineTo(x, bottom)
  pen.closePath()
  pen.fill()
  pen.restore()
}
