import type { ReportTable } from '../../../experiments/core/report/report-document.ts'
import { page, textWidth, type PdfFlow } from './pdf-flow.ts'
import { writeLine, type Line, type StyledText } from './pdf-text.ts'
import { colours } from './report-style.ts'

const [gap, pad, size] = [12, 2.6, 8]

/** Draws a table; its head stands on each page that it reaches. */
export function drawTable(flow: PdfFlow, { columns, rows }: ReportTable): void {
  const heads = columns.map(({ title }) => styled(title, colours.muted))
  const widths = widthsOf(
    flow,
    columns.map(({ title }, index) => [title, ...rows.map((cells) => cells[index] ?? '')]),
  )
  const lay = (cells: readonly StyledText[]): readonly (readonly Line[])[] =>
    cells.map((cell, index) => flow.lines([cell], widths[index]))
  const head = lay(heads)
  const drawRow = (cells: readonly (readonly Line[])[], height: number): void => {
    flow.tagged('Table', {}, () => {
      let x: number = page.left
      for (const [index, lines] of cells.entries()) {
        const width = widths[index] ?? 0
        let y = flow.y + pad
        for (const line of lines) {
          writeLine(flow.pdf, line, columns[index]?.align === 'right' ? x + width - line.width : x, y)
          y += line.height
        }
        x += width + gap
      }
    })
    flow.y += height
    flow.rule()
  }
  const drawHead = (): void => {
    drawRow(head, heightOf(head))
  }
  flow.need(heightOf(head) * 3)
  drawHead()
  for (const cells of rows) {
    const laid = lay(columns.map((_, index) => styled(cells[index] ?? '', colours.ink)))
    const height = heightOf(laid)
    if (height > flow.left) {
      flow.need(height)
      drawHead()
    }
    drawRow(laid, height)
  }
}

function styled(text: string, colour: string): StyledText {
  return { text, size, weight: 400, colour }
}

function heightOf(cells: readonly (readonly Line[])[]): number {
  const heights = cells.map((lines) => lines.reduce((sum, { height }) => sum + height, 0))
  return Math.max(size, ...heights) + 2 * pad
}

/** Columns are as wide as what they hold; if that is too wide, the widest of them become narrower. */
function widthsOf(flow: PdfFlow, columns: readonly (readonly string[])[]): readonly number[] {
  const wanted = columns.map((cells) => {
    return Math.max(...cells.map((text) => flow.lines([styled(text, colours.ink)], Infinity)[0]?.width ?? 0)) + 0.5
  })
  const room = textWidth - gap * (columns.length - 1)
  const total = wanted.reduce((sum, width) => sum + width, 0)
  if (total <= room) {
    const spare = room - total
    // the first column takes what is left, so that the numbers stand at the right
    return wanted.map((width, index) => (index === 0 ? width + spare : width))
  }
  const most = narrowest(wanted, room)
  return wanted.map((width) => Math.min(width, most))
}

/** The width that no column may exceed for all to fit into the room. */
function narrowest(wanted: readonly number[], room: number): number {
  let left = room
  let open = wanted.toSorted((a, b) => a - b)
  while (open.length > 0 && (open[0] ?? 0) <= left / open.length) {
    left -= open[0] ?? 0
    open = open.slice(1)
  }
  return open.length === 0 ? room : left / open.length
}
