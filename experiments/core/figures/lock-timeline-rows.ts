import type { Area, Pen } from '../charts/surface.ts'
import type { ChartTheme } from '../charts/theme.ts'
import type { Lanes } from '../timeline/stretches.ts'

/** One row for each worker shows when it ran, on a pale track that ends where the worker left the lap. */
export interface TimelineRows {
  readonly lanes: Lanes
  readonly windowMs: number
  /** The colour of the stretches in which a worker ran. */
  readonly colour: string
  readonly theme: ChartTheme
}

const fontPx = 11
const gapPx = 10
/** The limits of a row's height; workers whose rows do not fit are counted, not drawn. */
const [highestRowPx, lowestRowPx] = [30, 5]
/** Rows that are lower than this are too close together for a name each. */
const namedRowPx = 13
/** A hold of 0.1 ms has to be visible too. */
const thinnestPx = 0.8

/** The room in px that the names at the left of the rows take. */
export function nameRoom(pen: Pen, { lanes, theme }: TimelineRows): number {
  pen.save()
  pen.font = `400 ${fontPx}px ${theme.fontFamily}`
  const { width } = pen.measureText(workerName(lanes.length - 1))
  pen.restore()
  return Math.ceil(width) + gapPx
}

/** The height in px of rows that have as much room as they can use. */
export function rowsHeight({ lanes }: TimelineRows): number {
  return lanes.length * highestRowPx
}

export function paintRows(pen: Pen, rows: TimelineRows, plot: Area): void {
  const { lanes, theme } = rows
  const height = plot.bottom - plot.top
  const shown = Math.max(1, Math.min(lanes.length, Math.floor(height / lowestRowPx)))
  const rowPx = Math.min(highestRowPx, height / shown)
  const named = Math.ceil(namedRowPx / rowPx)
  const isCut = shown < lanes.length
  const nameOf = (worker: number): string | null => {
    if (isCut && worker === shown - 1) return `of ${lanes.length}`
    return worker % named === 0 && !(isCut && worker >= shown - named) ? workerName(worker) : null
  }
  pen.save()
  pen.font = `400 ${fontPx}px ${theme.fontFamily}`
  pen.textAlign = 'right'
  pen.textBaseline = 'middle'
  for (const [worker, lane] of lanes.slice(0, shown).entries()) {
    const middle = plot.top + (worker + 0.5) * rowPx
    const barPx = rowPx * 0.6
    paintLane(pen, lane, rows, { ...plot, top: middle - barPx / 2, bottom: middle + barPx / 2 })
    pen.fillStyle = theme.muted
    const name = nameOf(worker)
    if (name !== null) pen.fillText(name, plot.left - gapPx, middle)
  }
  pen.restore()
}

function workerName(worker: number): string {
  return `worker ${worker + 1}`
}

function paintLane(pen: Pen, lane: Lanes[number], { windowMs, colour, theme }: TimelineRows, row: Area): void {
  const perMs = (row.right - row.left) / windowMs
  const height = row.bottom - row.top
  const endMs = Math.min(windowMs, lane.at(-1)?.endMs ?? 0)
  pen.fillStyle = theme.line
  pen.globalAlpha = 0.7
  pen.fillRect(row.left, row.top, endMs * perMs, height)
  pen.globalAlpha = 1
  pen.fillStyle = colour
  for (const { startMs, endMs } of lane) {
    if (startMs >= windowMs) break
    const width = (Math.min(endMs, windowMs) - startMs) * perMs
    pen.fillRect(row.left + startMs * perMs, row.top, Math.max(thinnestPx, width), height)
  }
}
