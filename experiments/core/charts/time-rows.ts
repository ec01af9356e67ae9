import type { Plugin } from 'chart.js'
import type { Bottlenecks } from '../bottleneck/bottleneck.ts'
import type { ConditionTime, TimeShare } from '../bottleneck/condition-time.ts'
import { kindLabels, kindNames } from '../bottleneck/share-kinds.ts'
import { kindColours } from './share-colours.ts'
import { timeGroups } from '../bottleneck/time-groups.ts'
import { formatShare } from '../text/format-number.ts'
import { shareText } from '../scaling-laws/share-text.ts'
import { seriesName } from '../names/series-titles.ts'
import { fitText } from './fit-text.ts'
import type { Area, Pen, Surface } from './surface.ts'
import type { ChartTheme } from './theme.ts'

/** One bar a condition, under the name of its series and the sentence on it. */
export interface TimeRows {
  readonly times: Bottlenecks
  readonly theme: ChartTheme
}

declare module 'chart.js' {
  interface LineControllerDatasetOptions {
    timeRows?: () => TimeRows
  }
}

interface RowData {
  readonly data: { readonly datasets: readonly { readonly timeRows?: (() => TimeRows) | undefined }[] }
}

const [headingPx, linePx, rowPx, gapPx] = [22, 16, 27, 12]
const mostLines = 3
const barPx = 21
/** Between a bar's end and the text in it. */
const insetPx = 6
/** For the number of workers, at the left of a bar. */
const countPx = 34

/** How long a line is at the usual width of a figure, on the safe side. */
const charactersPerLine = 150

/** Before there is a canvas to measure texts on. */
export function timeRowsHeight(times: Bottlenecks): number {
  return timeGroups(times).reduce((sum, { sentence, conditions }) => {
    const lines = Math.min(mostLines, Math.ceil(sentence.length / charactersPerLine))
    return sum + headingPx + lines * linePx + conditions.length * rowPx + gapPx
  }, 0)
}

export const timeRows: Plugin<'line'> = {
  id: 'timeRows',
  beforeDatasetsDraw(chart: Surface & RowData): void {
    const drawn = chart.data.datasets.find((dataset) => dataset.timeRows !== undefined)?.timeRows?.()
    if (drawn === undefined) return
    const { ctx: pen, chartArea } = chart
    const { times, theme } = drawn
    let top = chartArea.top
    pen.save()
    pen.textBaseline = 'middle'
    pen.textAlign = 'left'
    for (const { series, sentence, conditions } of timeGroups(times)) {
      pen.font = `600 12px ${theme.fontFamily}`
      pen.fillStyle = theme.ink
      pen.fillText(seriesName(series), chartArea.left, top + headingPx / 2)
      top += headingPx
      pen.font = `400 11px ${theme.fontFamily}`
      const width = chartArea.right - chartArea.left
      for (const line of fitText(sentence, width, mostLines, (text) => pen.measureText(text).width)) {
        pen.fillText(line, chartArea.left, top + linePx / 2)
        top += linePx
      }
      for (const time of conditions) {
        const bar = { left: chartArea.left + countPx, right: chartArea.right, top: top + 4, bottom: top + 4 + barPx }
        drawBar(pen, time, bar, theme)
        top += rowPx
      }
      top += gapPx
    }
    pen.restore()
  },
}

function drawBar(pen: Pen, time: ConditionTime, bar: Area, theme: ChartTheme): void {
  const middle = (bar.top + bar.bottom) / 2
  pen.fillStyle = theme.muted
  pen.textAlign = 'right'
  pen.fillText(`× ${time.workers}`, bar.left - 8, middle)
  pen.textAlign = 'left'
  pen.fillStyle = theme.line
  pen.globalAlpha = 0.5
  pen.fillRect(bar.left, bar.top, bar.right - bar.left, bar.bottom - bar.top)
  pen.globalAlpha = 1
  let left = bar.left
  for (const share of time.shares) {
    if (share.value === null || share.value <= 0) continue
    const right = left + share.value * (bar.right - bar.left)
    const colour = kindColours[share.kind]
    if (colour !== null) {
      pen.fillStyle = theme.surface
      pen.fillRect(left, bar.top, right - left, bar.bottom - bar.top)
      pen.globalAlpha = 0.36
      pen.fillStyle = theme.colours[colour].line
      pen.fillRect(left, bar.top, right - left, bar.bottom - bar.top)
      pen.globalAlpha = 1
    }
    const label = labelThatFits(pen, share, right - left - 2 * insetPx)
    pen.fillStyle = theme.ink
    pen.fillText(label, left + insetPx, middle)
    pen.fillStyle = theme.surface
    if (right < bar.right - 1) pen.fillRect(right - 0.5, bar.top, 1, bar.bottom - bar.top)
    left = right
  }
}

/** The longest that has room; nothing where not even the number has. */
function labelThatFits(pen: Pen, { kind, value, low, high }: TimeShare, widthPx: number): string {
  if (value === null) return ''
  const candidates = [
    `${kindNames[kind]} ${shareText({ value, low, high })}`,
    `${kindNames[kind]} ${formatShare(value)}`,
    `${kindLabels[kind]} ${formatShare(value)}`,
    formatShare(value),
  ]
  return candidates.find((text) => pen.measureText(text).width <= widthPx) ?? ''
}
