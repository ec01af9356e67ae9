import type { Plugin } from 'chart.js'
import type { HoldHistogram } from '../timeline/hold-histogram.ts'
import { tickText } from './round-axis.ts'
import { roundStep } from '../numbers/round-step.ts'
import type { Area, Pen, Surface } from './surface.ts'
import type { ChartTheme } from './theme.ts'

/** How long holds were, drawn below a timeline where there is room. */
export interface HoldBars {
  readonly histogram: HoldHistogram
  readonly switchIntervalMs: number | null
  readonly title: string
  readonly colour: string
  readonly theme: ChartTheme
  /** With the texts around the bars; null where there is no room for them. */
  area(chart: Surface): Area | null
}

declare module 'chart.js' {
  interface LineControllerDatasetOptions {
    holdBars?: () => HoldBars
  }
}

interface BarData {
  readonly data: { readonly datasets: readonly { readonly holdBars?: (() => HoldBars) | undefined }[] }
}

const fontPx = 11
const [titlePx, ticksPx] = [24, 18]

export const holdBars: Plugin<'line'> = {
  id: 'holdBars',
  afterDatasetsDraw(chart: Surface & BarData): void {
    const bars = chart.data.datasets.find((dataset) => dataset.holdBars !== undefined)?.holdBars?.()
    const area = bars?.area(chart) ?? null
    if (bars === undefined || area === null) return
    const { ctx: pen } = chart
    const plot = { ...area, top: area.top + titlePx, bottom: area.bottom - ticksPx }
    pen.save()
    pen.font = `400 ${fontPx}px ${bars.theme.fontFamily}`
    pen.textBaseline = 'middle'
    pen.textAlign = 'left'
    pen.fillStyle = bars.theme.muted
    pen.fillText(bars.title, area.left, area.top + titlePx / 2 - 3)
    drawBars(pen, bars, plot)
    drawTicks(pen, bars, plot)
    drawInterval(pen, bars, plot)
    pen.restore()
  },
}

function drawBars(pen: Pen, { histogram: { counts }, colour, theme }: HoldBars, plot: Area): void {
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

function drawTicks(pen: Pen, { histogram: { binMs, counts }, theme }: HoldBars, plot: Area): void {
  const reachMs = binMs * counts.length
  const stepMs = roundStep(reachMs / Math.max(2, Math.floor((plot.right - plot.left) / 90)))
  pen.fillStyle = theme.muted
  pen.textAlign = 'center'
  for (let index = 0; index * stepMs <= reachMs * (1 + 1e-9); index++) {
    const x = plot.left + ((index * stepMs) / reachMs) * (plot.right - plot.left)
    pen.fillText(`${tickText(index * stepMs, stepMs)} ms`, x, plot.bottom + ticksPx / 2 + 3)
  }
}

/** Where the switch interval says that holds should end: named at its line, or beside the title where that is in the way. */
function drawInterval(pen: Pen, { histogram, switchIntervalMs, title, theme }: HoldBars, plot: Area): void {
  if (switchIntervalMs === null) return
  const x = plot.left + (switchIntervalMs / (histogram.binMs * histogram.counts.length)) * (plot.right - plot.left)
  const name = `switch interval ${switchIntervalMs} ms`
  const titleRight = plot.left + pen.measureText(title).width + 16
  const hasRoom = x >= titleRight
  pen.strokeStyle = theme.muted
  pen.lineWidth = 1
  pen.setLineDash([2, 3])
  pen.beginPath()
  pen.moveTo(x, hasRoom ? plot.top - titlePx / 2 : plot.top)
  pen.lineTo(x, plot.bottom)
  pen.stroke()
  pen.setLineDash([])
  pen.fillStyle = theme.muted
  pen.textAlign = 'left'
  pen.fillText(hasRoom ? name : `dotted: ${name}`, hasRoom ? x + 6 : titleRight, plot.top - titlePx / 2 - 3)
}
