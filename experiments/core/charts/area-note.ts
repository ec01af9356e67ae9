import type { Plugin } from 'chart.js'
import type { Surface } from './surface.ts'
import type { ChartTheme } from './theme.ts'

/** One line above an area chart that says what it amounts to. */
export interface AreaNote {
  readonly text: string
  readonly theme: ChartTheme
}

declare module 'chart.js' {
  interface LineControllerDatasetOptions {
    areaNote?: () => AreaNote
  }
}

interface NotedData {
  readonly data: { readonly datasets: readonly { readonly areaNote?: (() => AreaNote) | undefined }[] }
}

export const areaNoteRoomPx = 20

/** Draws the note that its first dataset carries. */
export const areaNote: Plugin<'line'> = {
  id: 'areaNote',
  afterDatasetsDraw(chart: Surface & NotedData): void {
    const note = chart.data.datasets.find((dataset) => dataset.areaNote !== undefined)?.areaNote?.()
    if (note === undefined) return
    const { ctx: pen, chartArea } = chart
    pen.save()
    pen.font = `400 12px ${note.theme.fontFamily}`
    pen.fillStyle = note.theme.muted
    pen.textAlign = 'left'
    pen.textBaseline = 'middle'
    // Where the area is narrow it begins above the axis, so that it ends within the chart.
    const left = Math.max(0, Math.min(chartArea.left, chart.width - pen.measureText(note.text).width))
    pen.fillText(note.text, left, chartArea.top - areaNoteRoomPx + (left < chartArea.left ? 5 : 8))
    pen.restore()
  },
}
