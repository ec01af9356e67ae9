import type { Plugin } from 'chart.js'
import { drawnCurves, type CurveData } from './drawn-curve.ts'
import type { Surface } from './surface.ts'

/** Says in the middle of an empty chart that there is nothing to show yet. */
export const emptyNote: Plugin<'line'> = {
  id: 'emptyNote',
  afterDatasetsDraw(chart: Surface & CurveData): void {
    const empty = drawnCurves(chart).find(({ kind }) => kind === 'empty')
    if (empty?.label === undefined || empty.label === null) return
    const { ctx: pen, chartArea } = chart
    pen.save()
    const [x, y] = [(chartArea.left + chartArea.right) / 2, (chartArea.top + chartArea.bottom) / 2]
    pen.font = `400 13px ${empty.theme.fontFamily}`
    const width = pen.measureText(empty.label).width + 20
    pen.fillStyle = empty.theme.surface
    pen.fillRect(x - width / 2, y - 12, width, 24)
    pen.fillStyle = empty.theme.muted
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillText(empty.label, x, y)
    pen.restore()
  },
}
