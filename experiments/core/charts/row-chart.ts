import { placeOnScale, type FactScale } from '../facts/fact-scale.ts'
import type { SeriesId } from '../names/series.ts'
import { FigureFrame, type Look } from './figure-frame.ts'
import { roundAxis, stepsTo, tickText } from './round-axis.ts'
import { markRadius } from './drawn-curve.ts'
import { paintMark } from './mark.ts'
import { seriesStyle } from './series-styles.ts'
import type { Area, Pen, Size } from './surface.ts'

/** Numbers by category: a row for each, as a dot or a bar with its range, and its value as text at the right. */
export interface RowChart {
  readonly shape: 'dots' | 'bars'
  readonly scale: FactScale['kind']
  /** What the rows are. */
  readonly rowsTitle: string
  /** What the horizontal axis shows, with its unit. */
  readonly valueTitle: string
  /** What the texts at the right are; empty if they are the values of the axis. */
  readonly textsTitle: string
  /** The unit behind a tick: "×", "%", or none. */
  readonly tickUnit: string
  /** A line at a value that means something: 1× is no faster. */
  readonly reference: { readonly value: number; readonly text: string } | null
  readonly groups: readonly RowGroup[]
}

export interface RowGroup {
  /** Null if all rows belong together. */
  readonly title: string | null
  readonly rows: readonly Row[]
}

export interface Row {
  readonly label: string
  readonly series: SeriesId
  readonly value: number
  readonly low: number | null
  readonly high: number | null
  readonly text: string
  /** An open dot is one that says no: no faster, none lost. */
  readonly open: boolean
}

const [rowPx, leastRowPx, mostRowPx, groupPx, axisPx, headPx] = [20, 13, 30, 20, 40, 22] as const
const gapPx = 14
/** The part of the width that labels may take. */
const labelShare = 0.42
const widestRange = 10

export function rowChartHeight({ groups }: RowChart): number {
  const rows = groups.reduce((sum, group) => sum + group.rows.length, 0)
  return headPx + rows * rowPx + titled(groups) * groupPx + axisPx
}

export function paintRowChart(pen: Pen, size: Size, chart: RowChart, look: Look): void {
  const frame = new FigureFrame(look)
  frame.paint(pen, size)
  const room = frame.room(pen, size.width)
  const { theme } = look
  pen.save()
  pen.textBaseline = 'middle'
  pen.font = `400 12px ${theme.fontFamily}`
  const rows = chart.groups.flatMap((group) => group.rows)
  const inner = size.width - room.left - room.right
  const labelPx = Math.min(labelShare * inner, widest(pen, [...rows.map(({ label }) => label), chart.rowsTitle]))
  const textPx = widest(
    pen,
    rows.map(({ text }) => text),
  )
  const top = room.top + headPx
  const left = room.left + labelPx + gapPx
  const right = Math.max(left + 60, size.width - room.right - textPx - gapPx)
  const free = size.height - room.bottom - axisPx - top - titled(chart.groups) * groupPx
  const perRow = Math.min(mostRowPx, Math.max(leastRowPx, free / Math.max(1, rows.length)))
  const bottom = top + perRow * rows.length + titled(chart.groups) * groupPx
  const plot: Area = { left, right, top, bottom }
  const axis = axisOf(chart)
  paintAxis(pen, plot, chart, axis, look, { left: room.left, right: size.width - room.right })
  let y = top
  for (const { title, rows: own } of chart.groups) {
    if (title !== null) {
      pen.font = `600 12px ${theme.fontFamily}`
      // a title may be wider than the labels, and stands on the lines of the axis then
      pen.fillStyle = theme.surface
      pen.fillRect(room.left, y + 1, pen.measureText(title).width + 4, groupPx - 1)
      pen.fillStyle = theme.ink
      pen.textAlign = 'left'
      pen.fillText(title, room.left, y + groupPx / 2 + 2)
      y += groupPx
    }
    for (const row of own) {
      pen.lineWidth = 1
      line(pen, theme.line, room.left, y + perRow, plot.right, y + perRow)
      paintRow(pen, { plot, middle: y + perRow / 2, thick: Math.min(14, perRow * 0.62) }, { row, chart, axis, look })
      pen.font = `400 12px ${theme.fontFamily}`
      pen.fillStyle = theme.ink
      pen.textAlign = 'left'
      pen.fillText(cut(pen, row.label, labelPx), room.left, y + perRow / 2)
      pen.textAlign = 'right'
      pen.fillText(row.text, size.width - room.right, y + perRow / 2)
      y += perRow
    }
  }
  pen.restore()
}

interface Axis extends FactScale {
  readonly ticks: readonly number[]
  readonly step: number
}

/** From 0, or from the reference, to the largest value; ranges that reach far beyond it are cut. */
function axisOf({ scale, groups, reference }: RowChart): Axis {
  const rows = groups.flatMap((group) => group.rows)
  const values = [...rows.map(({ value }) => value), ...(reference === null ? [] : [reference.value])]
  if (scale === 'log') {
    const above = values.filter((value) => value > 0)
    const from = 10 ** Math.floor(Math.log10(Math.min(...above)))
    const to = 10 ** Math.ceil(Math.log10(Math.max(...above) * 1.001))
    const decades = Math.round(Math.log10(to / from))
    return { kind: 'log', from, to, step: 1, ticks: Array.from({ length: decades + 1 }, (_, at) => from * 10 ** at) }
  }
  const most = Math.max(...values)
  const ends = rows.map(({ high }) => Math.min(high ?? 0, 1.5 * most))
  const { max, step } = roundAxis(Math.max(most, ...ends) || 1, 4)
  return { kind: 'linear', from: 0, to: max, step, ticks: stepsTo(max, step) }
}

function paintAxis(
  pen: Pen,
  plot: Area,
  { rowsTitle, valueTitle, textsTitle, tickUnit, reference, scale }: RowChart,
  axis: Axis,
  { theme }: Look,
  sides: { readonly left: number; readonly right: number },
): void {
  pen.font = `400 11px ${theme.fontFamily}`
  pen.lineWidth = 1
  pen.textAlign = 'center'
  const least =
    widest(
      pen,
      axis.ticks.map((tick) => tickName(tick, axis, tickUnit)),
    ) + 8
  let before = -Infinity
  for (const tick of axis.ticks) {
    const x = xOf(plot, axis, tick)
    line(pen, theme.line, x, plot.top, x, plot.bottom)
    if (x - before < least) continue
    pen.fillStyle = theme.muted
    pen.fillText(tickName(tick, axis, tickUnit), x, plot.bottom + 10)
    before = x
  }
  pen.fillStyle = theme.muted
  const name = scale === 'log' ? `${valueTitle}, logarithmic` : valueTitle
  const half = pen.measureText(name).width / 2
  const middle = Math.max(sides.left + half, Math.min(sides.right - half, (plot.left + plot.right) / 2))
  pen.fillText(name, middle, plot.bottom + 27)
  pen.textAlign = 'right'
  pen.fillText(textsTitle, sides.right, plot.top - headPx / 2)
  pen.textAlign = 'left'
  pen.fillText(rowsTitle, sides.left, plot.top - headPx / 2)
  if (reference === null) return
  const x = xOf(plot, axis, reference.value)
  line(pen, theme.muted, x, plot.top - 4, x, plot.bottom)
  pen.textAlign = 'center'
  pen.fillText(reference.text, x, plot.top - headPx / 2)
}

interface Drawn {
  readonly row: Row
  readonly chart: RowChart
  readonly axis: Axis
  readonly look: Look
}

function paintRow(
  pen: Pen,
  { plot, middle, thick }: { readonly plot: Area; readonly middle: number; readonly thick: number },
  { row, chart, axis, look: { theme } }: Drawn,
): void {
  const style = seriesStyle(row.series)
  const colour = theme.colours[style.colour].line
  const x = xOf(plot, axis, row.value)
  if (chart.shape === 'bars' && row.value > 0) {
    pen.fillStyle = colour
    pen.globalAlpha = 0.85
    pen.fillRect(plot.left, middle - thick / 2, Math.max(1.5, x - plot.left), thick)
    pen.globalAlpha = 1
  }
  const { low, high } = row
  if (low !== null && high !== null && high > low) {
    const ends = [xOf(plot, axis, low), xOf(plot, axis, high)] as const
    const ink = chart.shape === 'bars' ? theme.ink : colour
    pen.lineWidth = 1.6
    line(pen, ink, ends[0], middle, ends[1], middle)
    pen.lineWidth = 1
    // an end that is cut has no mark
    for (const [end, value] of [
      [ends[0], low],
      [ends[1], high],
    ] as const) {
      if (value >= axis.from && value <= axis.to && high <= low * widestRange)
        line(pen, ink, end, middle - 3, end, middle + 3)
    }
  }
  if (chart.shape === 'dots') {
    paintMark(
      pen,
      { mark: style.mark, open: row.open, colour, ground: theme.surface },
      { x, y: middle },
      markRadius[style.mark],
    )
  }
}

function xOf({ left, right }: Area, axis: Axis, value: number): number {
  return left + placeOnScale(axis, Math.max(value, axis.kind === 'log' ? axis.from : 0)) * (right - left)
}

function line(pen: Pen, colour: string, x1: number, y1: number, x2: number, y2: number): void {
  pen.strokeStyle = colour
  pen.beginPath()
  pen.moveTo(x1, y1)
  pen.lineTo(x2, y2)
  pen.stroke()
}

function tickName(value: number, { kind, step }: Axis, unit: string): string {
  if (value === 0) return `0${unit}`
  return `${kind === 'log' ? String(Number(value.toPrecision(1))) : tickText(value, step)}${unit}`
}

function titled(groups: readonly RowGroup[]): number {
  return groups.filter(({ title }) => title !== null).length
}

function widest(pen: Pen, texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => pen.measureText(text).width))
}

function cut(pen: Pen, text: string, widthPx: number): string {
  if (pen.measureText(text).width <= widthPx + 0.5) return text
  let shown = text
  while (shown.length > 1 && pen.measureText(`${shown}…`).width > widthPx) shown = shown.slice(0, -1)
  return `${shown.trimEnd()}…`
}
