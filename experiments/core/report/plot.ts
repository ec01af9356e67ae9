import type { Curve, CurvePoint } from '../curves/curve.ts'
import { roundStep } from '../numbers/round-step.ts'
import { formatFactor } from '../text/format-number.ts'
import { isSerial } from '../names/series.ts'

/** The usual width of a terminal. */
const columns = 80
const rows = 16
const axisWidth = 7
const gap = 2

const markers = ['●', '■', '▲', '◆', '○', '□', '△', '◇']

interface Line {
  readonly name: string
  readonly marker: string
  readonly points: readonly { readonly workers: number; readonly value: number }[]
}

/** Draws speedup against workers as text, each line named at its end. Serial series are not drawn: they are always 1. */
export function plotText(curves: readonly Curve[]): string {
  const lines = linesOf(curves)
  if (lines.length === 0) return 'No speedup to plot.'
  const labels = lines.map(({ name, marker, points }) => {
    const last = points.at(-1)?.value ?? 0
    return { text: `${marker} ${name} ${formatFactor(last)}`, value: last }
  })
  const labelWidth = Math.max(...labels.map(({ text }) => text.length))
  const width = Math.max(16, columns - axisWidth - gap - labelWidth)
  const workers = lines.flatMap(({ points }) => points.map((point) => point.workers))
  const last = Math.max(2, ...workers)
  const top = topOf(lines)
  const column = (count: number): number => Math.round(((count - 1) / (last - 1)) * (width - 1))
  const row = (value: number): number => Math.round((1 - Math.min(value, top) / top) * (rows - 1))
  const canvas = Array.from({ length: rows }, () => Array.from({ length: width }, () => ' '))
  const put = (x: number, y: number, sign: string): void => {
    const cells = canvas[y]
    if (cells !== undefined && x >= 0 && x < width) cells[x] = sign
  }

  for (let x = 0; x < width; x += 2) {
    const ideal = 1 + (x / (width - 1)) * (last - 1)
    if (ideal <= top) put(x, row(ideal), '╌')
  }
  for (const { points } of lines)
    drawBetween(points, column, row, (x, y) => {
      put(x, y, '·')
    })
  for (const { points, marker } of lines)
    for (const { workers, value } of points) put(column(workers), row(value), marker)

  const named = placeLabels(labels, row)
  const axis = yLabels(top, row)
  const body = canvas.map((cells, y) => `${axis[y] ?? ''}${cells.join('')}${' '.repeat(gap)}${named[y] ?? ''}`)
  return [
    `speedup over serial  (╌ ╌ ideal)`,
    ...body,
    `${' '.repeat(axisWidth - 1)}└${'─'.repeat(width)}`,
    `${' '.repeat(axisWidth)}${xLabels([...new Set([1, ...workers])], column, width)} workers`,
  ]
    .map((line) => line.trimEnd())
    .join('\n')
}

function linesOf(curves: readonly Curve[]): readonly Line[] {
  return curves
    .filter(({ series }) => !isSerial(series))
    .map(({ series, points }) => ({ name: series, points: points.flatMap(plotted) }))
    .filter(({ points }) => points.length > 0)
    .map((line, index) => ({ ...line, marker: markers[index % markers.length] ?? '' }))
}

function plotted({ workers, speedup }: CurvePoint): Line['points'] {
  return speedup.value === null ? [] : [{ workers, value: speedup.value }]
}

/** The top of the axis, with room for the highest point, and at least 2. */
function topOf(lines: readonly Line[]): number {
  const highest = Math.max(...lines.flatMap(({ points }) => points.map(({ value }) => value)))
  const step = stepOf(highest)
  return Math.max(2, Math.ceil((highest * 1.02) / step) * step)
}

function stepOf(highest: number): number {
  return roundStep(Math.max(0.5, highest / 6))
}

function drawBetween(
  points: Line['points'],
  column: (workers: number) => number,
  row: (value: number) => number,
  put: (x: number, y: number) => void,
): void {
  for (const [index, to] of points.entries()) {
    const from = points[index - 1]
    if (from === undefined) continue
    const [x0, x1] = [column(from.workers), column(to.workers)]
    for (let x = x0 + 1; x < x1; x++) put(x, row(from.value + ((x - x0) / (x1 - x0)) * (to.value - from.value)))
  }
}

/** Puts each label at its line's height, or into the nearest free row below or above. */
function placeLabels(
  labels: readonly { readonly text: string; readonly value: number }[],
  row: (value: number) => number,
): readonly string[] {
  const placed = Array.from({ length: rows }, () => '')
  const free = new Set(placed.keys())
  for (const { text, value } of labels.toSorted((a, b) => b.value - a.value)) {
    const wanted = row(value)
    const nearest = [...free].sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || b - a)[0]
    if (nearest === undefined) break
    free.delete(nearest)
    placed[nearest] = text
  }
  return placed
}

function yLabels(top: number, row: (value: number) => number): readonly string[] {
  const step = stepOf(top)
  const labels = new Map<number, string>()
  for (let value = 0; value <= top + step / 1000; value += step)
    labels.set(row(value), String(Number(value.toFixed(3))))
  return Array.from({ length: rows }, (_, y) => {
    const label = labels.get(y)
    if (label === undefined) return `${' '.repeat(axisWidth - 1)}│`
    return `${`${label}×`.padStart(axisWidth - 2)} ┤`
  })
}

/** Puts each worker count under its column; one that would touch its neighbour is left out. */
function xLabels(workers: readonly number[], column: (workers: number) => number, width: number): string {
  let line = ''
  for (const count of workers.toSorted((a, b) => a - b)) {
    const text = String(count)
    const start = Math.min(column(count), width - text.length)
    if (line !== '' && start < line.length + 1) continue
    line = line.padEnd(start) + text
  }
  return line
}
