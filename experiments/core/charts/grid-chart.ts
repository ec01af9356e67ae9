import type { SeriesId } from '../names/series.ts'
import { FigureFrame, type Look } from './figure-frame.ts'
import { fitText } from './fit-text.ts'
import { seriesStyle } from './series-styles.ts'
import type { Pen, Size } from './surface.ts'

/** Answers by category in two directions: a row for each series, a column for each question. */
export interface GridChart {
  readonly rowsTitle: string
  readonly columnsTitle: string
  readonly columns: readonly string[]
  readonly rows: readonly GridRow[]
}

export interface GridRow {
  readonly label: string
  readonly series: SeriesId
  readonly cells: readonly GridCell[]
}

export interface GridCell {
  readonly text: string
  /** How much of a yes it is, 0 … 1: a full yes fills the cell; null where there is no such question. */
  readonly share: number | null
}

const [rowPx, leastRowPx, mostRowPx, headPx, lineHeightPx] = [26, 18, 40, 56, 14] as const
const [narrowPx, twoLinesPx] = [560, 34] as const
const gapPx = 12
const labelShare = 0.4

/** In a narrow figure cells have two lines. */
export function gridChartHeight({ rows }: GridChart, widthPx: number): number {
  return headPx + rows.length * (widthPx < narrowPx ? twoLinesPx : rowPx)
}

export function paintGridChart(
  pen: Pen,
  size: Size,
  { rowsTitle, columnsTitle, columns, rows }: GridChart,
  look: Look,
) {
  const frame = new FigureFrame(look)
  frame.paint(pen, size)
  const room = frame.room(pen, size.width)
  const { theme } = look
  const measure = (text: string): number => pen.measureText(text).width
  pen.save()
  pen.textBaseline = 'middle'
  pen.font = `400 12px ${theme.fontFamily}`
  const inner = size.width - room.left - room.right
  const labelPx = Math.min(labelShare * inner, Math.max(0, ...rows.map(({ label }) => measure(label)))) + gapPx
  const cellPx = (inner - labelPx) / Math.max(1, columns.length)
  const top = room.top + headPx
  const perRow = Math.min(mostRowPx, Math.max(leastRowPx, (size.height - room.bottom - top) / Math.max(1, rows.length)))
  pen.font = `400 11px ${theme.fontFamily}`
  pen.fillStyle = theme.muted
  pen.textAlign = 'left'
  pen.fillText(rowsTitle, room.left, top - 10)
  const titles = columns.map((column) => fitText(column, cellPx - 6, 2, measure))
  const most = Math.max(1, ...titles.map(({ length }) => length))
  pen.fillText(columnsTitle, room.left + labelPx, top - 10 - most * lineHeightPx - 3)
  pen.textAlign = 'center'
  for (const [at, lines] of titles.entries()) {
    const middle = room.left + labelPx + (at + 0.5) * cellPx
    for (const [index, line] of lines.entries()) {
      pen.fillText(line, middle, top - 10 - (lines.length - 1 - index) * lineHeightPx)
    }
  }
  pen.font = `400 12px ${theme.fontFamily}`
  for (const [index, { label, series, cells }] of rows.entries()) {
    const y = top + index * perRow
    pen.fillStyle = theme.ink
    pen.textAlign = 'left'
    writeLines(pen, fitText(label, labelPx - gapPx, 2, measure), room.left, y + perRow / 2)
    const colour = theme.colours[seriesStyle(series).colour].line
    pen.textAlign = 'center'
    for (const [at, { text, share }] of cells.entries()) {
      const left = room.left + labelPx + at * cellPx
      paintCell(pen, { left: left + 1.5, top: y + 1.5, width: cellPx - 3, height: perRow - 3 }, { share, colour, look })
      pen.fillStyle = share !== null && share >= 0.5 ? theme.surface : share === null ? theme.muted : theme.ink
      writeLines(pen, fitText(text, cellPx - 8, 2, measure), left + cellPx / 2, y + perRow / 2)
    }
  }
  pen.restore()
}

/** Lines around a middle. */
function writeLines(pen: Pen, lines: readonly string[], x: number, middle: number): void {
  for (const [at, text] of lines.entries()) pen.fillText(text, x, middle + (at - (lines.length - 1) / 2) * lineHeightPx)
}

interface Box extends Size {
  readonly left: number
  readonly top: number
}

/** A yes is filled, a no has an edge alone, so that they differ without colours too. */
function paintCell(
  pen: Pen,
  { left, top, width, height }: Box,
  { share, colour, look: { theme } }: { readonly share: number | null; readonly colour: string; readonly look: Look },
): void {
  if (share === null) return
  pen.fillStyle = share >= 0.5 ? colour : theme.surface
  pen.fillRect(left, top, width, height)
  pen.strokeStyle = share >= 0.5 ? colour : theme.line
  pen.lineWidth = 1
  pen.beginPath()
  pen.moveTo(left, top)
  pen.lineTo(left + width, top)
  pen.lineTo(left + width, top + height)
  pen.lineTo(left, top + height)
  pen.closePath()
  pen.stroke()
}
