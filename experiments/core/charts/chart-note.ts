import type { Plugin } from 'chart.js'
import type { Surface } from './surface.ts'
import type { ChartTheme } from './theme.ts'

export const noteRoomPx = 20

export function noteAbove(text: string, theme: ChartTheme): Plugin<'line'> {
  return {
    id: 'noteAbove',
    afterDatasetsDraw({ ctx: pen, chartArea, width }: Surface): void {
      pen.save()
      pen.font = `400 12px ${theme.fontFamily}`
      pen.fillStyle = theme.muted
      pen.textAlign = 'left'
      pen.textBaseline = 'middle'
      // In a narrow chart the note begins left of the plot, so that it ends within the chart.
      const left = Math.max(0, Math.min(chartArea.left, width - pen.measureText(text).width))
      pen.fillText(text, left, chartArea.top - noteRoomPx + (left < chartArea.left ? 5 : 8))
      pen.restore()
    },
  }
}

export function noteInside(text: string, theme: ChartTheme): Plugin<'line'> {
  return {
    id: 'noteInside',
    afterDatasetsDraw({ ctx: pen, chartArea }: Surface): void {
      pen.save()
      const [x, y] = [(chartArea.left + chartArea.right) / 2, (chartArea.top + chartArea.bottom) / 2]
      pen.font = `400 13px ${theme.fontFamily}`
      const width = pen.measureText(text).width + 20
      pen.fillStyle = theme.surface
      pen.fillRect(x - width / 2, y - 12, width, 24)
      pen.fillStyle = theme.muted
      pen.textAlign = 'center'
      pen.textBaseline = 'middle'
      pen.fillText(text, x, y)
      pen.restore()
    },
  }
}
