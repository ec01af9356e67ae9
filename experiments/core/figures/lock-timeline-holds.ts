import type { HoldHistogram } from '../timeline/hold-histogram.ts'
import { stepsTo, tickText } from '../charts/round-axis.ts'
import { roundStep } from '../numbers/round-step.ts'
import { fitText } from '../charts/fit-text.ts'
import type { Area, Pen } from '../charts/surface.ts'
import type { ChartTheme } from '../charts/theme.ts'

export interface HoldBars {
  readonly histogram: HoldHistogram
  readonly switchIntervalMs: number | null
  readonly title: string
  readonly colour: string
  readonly theme: ChartTheme
}

const fontPx = 11
/** The switch interval's name stands in a line of its own above the bars. */
const [titlePx, namePx, ticksPx] = [24, 15, 18]

export function paintHolds(pen: Pen, bars: HoldBars, area: Area): void {
  const plot = { ...area, top: area.top + titlePx, bottom: area.bottom - ticksPx }
  pen.save()
  pen.font = `400 ${fontPx}px ${bars.theme.fontFamily}`
  pen.textBaseline = 'middle'
  pen.textAlign = 'left'
  pen.fillStyle = bars.theme.muted
  const [title = ''] = fitText(bars.title, area.right - area.left, 1, (text) => pen.measureText(text).width)
  pen.fillText(title, area.left, area.top + titlePx / 2 - 3)
  paintBars(pen, bars, { ...plot, top: plot.top + namePx })
  paintTicks(pen, bars, plot)
  paintInterval(pen, bars, plot)
  pen.restore()
}

function paintBars(pen: Pen, { histogram: { counts }, colour, theme }: HoldBars, plot: Area): void {
  const most = Math.max(1, ...counts)
  const width = (plot.right - plot.left) / counts.length
  pen.fillStyle = colour
  for (const [bin, count] of counts.entries()) {
    const height = (count / most) * (plot.bottom - plot.top)
    pen.fillRect(plot.left + bin * width, plot.bottom - height, Math.max(0.5, width - 1), height)
  }
  pen.fillStyle = theme.line
  pen.fillRect(plot.left, plot.bottom, plot.right - plot.left, 1)
}

function paintTicks(pen: Pen, { histogram: { binMs, counts }, theme }: HoldBars, plot: Area): void {
  const reachMs = binMs * counts.length
  const stepMs = roundStep(reachMs / Math.max(2, Math.floor((plot.right - plot.left) / 90)))
  pen.fillStyle = theme.muted
  pen.textAlign = 'center'
  for (const ms of stepsTo(reachMs, stepMs)) {
    const x = plot.left + (ms / reachMs) * (plot.right - plot.left)
    pen.fillText(`${tickText(ms, stepMs)} ms`, x, plot.bottom + ticksPx / 2 + 3)
  }
}

/** Holds should end at the switch interval. Its name stands beside its line, on the side that has room. */
function paintInterval(pen: Pen, { histogram, switchIntervalMs, theme }: HoldBars, plot: Area): void {
  if (switchIntervalMs === null) return
  const x = plot.left + (switchIntervalMs / (histogram.binMs * histogram.counts.length)) * (plot.right - plot.left)
  const name = `switch interval ${switchIntervalMs} ms`
  const width = pen.measureText(name).width
  pen.strokeStyle = theme.muted
  pen.lineWidth = 1
  pen.setLineDash([2, 3])
  pen.beginPath()
  pen.moveTo(x, plot.top)
  pen.lineTo(x, plot.bottom)
  pen.stroke()
  pen.setLineDash([])
  const left = x + 6 + width <= plot.right ? x + 6 : x - 6 - width
  pen.fillStyle = theme.muted
  pen.textAlign = 'left'
  pen.fillText(name, left, plot.top + fontPx / 2 + 1)
}
