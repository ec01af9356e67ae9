import type { Plugin } from 'chart.js'
import { markRadius, type DrawnCurve } from './drawn-curve.ts'
import type { Look } from './figure-frame.ts'
import { fitText } from './fit-text.ts'
import { paintMark } from './mark.ts'
import { placeBeside, placeInColumn, type LabelBox, type Segment } from './place-labels.ts'
import { asidesOf, widestSpreadPx } from './spread-points.ts'
import { toPixels, type Area, type Pen, type Surface } from './surface.ts'
import type { ChartTheme } from './theme.ts'

const gapPx = 9
/** A line leads from a curve's end to its label if the label is farther away than this. */
const leaderFromPx = 12
const fontSizes = [12, 11, 10, 9] as const
/** The room for a curve's mark before its name. */
const markRoomPx = 12

interface Label extends LabelBox {
  readonly curve: DrawnCurve
  readonly lines: readonly string[]
  readonly fontPx: number
  /** Whether its curve reaches the right edge, where the labels stand in one column. */
  readonly atEdge: boolean
}

interface PlacedLabel {
  readonly label: Label
  readonly area: Area
}

/** Names each curve at its end, instead of in a legend. */
export function lineLabels(curves: readonly DrawnCurve[], look: Look): Plugin<'line'> {
  return {
    id: 'lineLabels',
    afterDatasetsDraw(chart: Surface): void {
      for (const { label, area } of placedLabels(chart, curves, look)) drawLabel(chart.ctx, label, area, look.theme)
    },
  }
}

function placedLabels(chart: Surface, curves: readonly DrawnCurve[], look: Look): readonly PlacedLabel[] {
  const { chartArea } = chart
  const labels = labelsThatFit(chart, curves, look, chartArea.bottom - chartArea.top)
  const asides = asidesOf(chart, curves)
  const spread = Math.max(0, ...asides.flatMap((row) => row.slice(-1)))
  const column = labels.filter(({ atEdge }) => atEdge)
  const centres = placeInColumn(column, chartArea.top - 7, chartArea.bottom + 7)
  const placed: PlacedLabel[] = []
  for (const [index, label] of column.entries()) {
    const centre = centres[index] ?? null
    if (centre === null) continue
    const [left, top] = [label.anchor.x + spread + gapPx, centre - label.height / 2]
    placed.push({ label, area: { left, top, right: left + label.width, bottom: top + label.height } })
  }
  const lines = segmentsOf(chart, curves)
  const marks = markBoxes(chart, curves)
  const bounds = { ...chartArea, right: chart.width }
  for (const label of labels) {
    if (label.atEdge) continue
    const others = placed.map(({ area }) => area)
    const area =
      placeBeside(label, bounds, [...others, ...marks], lines, gapPx) ??
      placeBeside(label, bounds, others, lines, gapPx)
    if (area !== null) placed.push({ label, area })
  }
  return placed
}

/** The room in px that the labels at the right edge need, before the chart is laid out. */
export function labelRoom(chart: Surface, curves: readonly DrawnCurve[], look: Look): number {
  const widths = makeLabels(chart, curves, look, fontSizes[0]).flatMap(({ atEdge, width }) => (atEdge ? [width] : []))
  return widths.length === 0 ? 14 : Math.max(...widths) + gapPx + Math.min(widestSpreadPx / 2, 2.5 * curves.length)
}

/** The labels in the largest font in which the column fits its height. */
function labelsThatFit(chart: Surface, curves: readonly DrawnCurve[], look: Look, height: number): readonly Label[] {
  let labels: readonly Label[] = []
  for (const fontPx of fontSizes) {
    if (labels.length > 0 && fontPx < (look.paper?.leastTextPx ?? 0)) break
    labels = makeLabels(chart, curves, look, fontPx)
    if (sumOfHeights(labels) <= height) break
  }
  return labels
}

function makeLabels(
  chart: Surface,
  curves: readonly DrawnCurve[],
  { theme, paper }: Look,
  fontPx: number,
): readonly Label[] {
  const pen = chart.ctx
  const furthest = Math.max(...curves.map(({ points }) => points.at(-1)?.workers ?? 0))
  const widest = Math.max(90, chart.width * (paper === undefined ? 0.27 : 0.3))
  // a picture for paper is as high as its names need
  const maxLines = paper === undefined ? (fontPx === fontSizes.at(-1) ? 1 : 2) : fontPx === fontSizes[0] ? 3 : 1
  pen.save()
  const labels = curves.flatMap((curve): Label[] => {
    const { label } = curve
    const end = curve.points.at(-1)
    if (label === null || end === undefined) return []
    pen.font = fontOf(curve, fontPx, theme)
    const measure = (text: string) => pen.measureText(text).width
    const lines = fitText(label, widest, maxLines, measure)
    const mark = isStrong(curve) ? markRoomPx : 0
    const size = { width: mark + Math.max(...lines.map(measure)), height: lines.length * lineHeight(fontPx) + 2 }
    const anchor = toPixels(chart, end.workers, end.ratio.value)
    return [{ ...size, curve, lines, fontPx, anchor, atEdge: end.workers === furthest }]
  })
  pen.restore()
  return labels
}

function drawLabel(pen: Pen, label: Label, area: Area, theme: ChartTheme): void {
  const { curve, lines, fontPx, anchor, atEdge, height } = label
  const middle = (area.top + area.bottom) / 2
  const strong = isStrong(curve)
  pen.save()
  if (!atEdge) {
    pen.fillStyle = theme.surface
    pen.globalAlpha = 0.82
    // The ground is lower than the label's box, so that a gridline along the box's edge stays whole.
    pen.fillRect(area.left - 2, area.top + 2, area.right - area.left + 4, height - 4)
  }
  const near = Math.max(area.left - 2, Math.min(anchor.x, area.right + 2))
  const far = Math.abs(middle - anchor.y) > (atEdge ? leaderFromPx : height)
  if (far) {
    pen.globalAlpha = 0.55
    pen.strokeStyle = curve.colour.line
    pen.lineWidth = 1
    pen.setLineDash([])
    pen.beginPath()
    pen.moveTo(anchor.x + (near > anchor.x ? 5 : near < anchor.x ? -5 : 0), anchor.y)
    pen.lineTo(near, middle)
    pen.stroke()
  }
  pen.globalAlpha = 1
  pen.font = fontOf(curve, fontPx, theme)
  pen.fillStyle = strong ? curve.colour.text : theme.muted
  pen.textAlign = 'left'
  pen.textBaseline = 'middle'
  const left = area.left + (strong ? markRoomPx : 0)
  for (const [index, line] of lines.entries()) {
    pen.fillText(line, left, middle + (index - (lines.length - 1) / 2) * lineHeight(fontPx))
  }
  if (strong) {
    const place = { x: area.left + 4, y: middle - ((lines.length - 1) / 2) * lineHeight(fontPx) }
    const { mark, open, colour } = curve
    paintMark(pen, { mark, open, colour: colour.line, ground: theme.surface }, place, markRadius[mark] - 0.4)
  }
  pen.restore()
}

function isStrong({ kind }: DrawnCurve): boolean {
  return kind === 'measured' || kind === 'baseline'
}

function fontOf(curve: DrawnCurve, fontPx: number, theme: ChartTheme): string {
  return `${isStrong(curve) ? '500' : '400'} ${fontPx}px ${theme.fontFamily}`
}

function lineHeight(fontPx: number): number {
  return Math.round(fontPx * 1.22)
}

function sumOfHeights(labels: readonly Label[]): number {
  return labels.reduce((sum, { atEdge, height }) => sum + (atEdge ? height : 0), 0)
}

/** The lines and interval bars that a label inside the plot should not cross. */
function segmentsOf(chart: Surface, curves: readonly DrawnCurve[]): readonly Segment[] {
  return curves.flatMap(({ points }) => {
    const places = points.map(({ workers, ratio }) => toPixels(chart, workers, ratio.value))
    const lines = places.slice(1).flatMap((to, index) => {
      const from = places[index]
      return from === undefined ? [] : [{ from, to }]
    })
    const bars = points.flatMap(({ workers, ratio: { low, high } }) =>
      low === null || high === null
        ? []
        : [{ from: toPixels(chart, workers, low), to: toPixels(chart, workers, high) }],
    )
    return [...lines, ...bars]
  })
}

function markBoxes(chart: Surface, curves: readonly DrawnCurve[]): readonly Area[] {
  const radius = 6
  return curves.flatMap(({ kind, points }) =>
    (kind === 'ideal' ? [] : points).map(({ workers, ratio }) => {
      const { x, y } = toPixels(chart, workers, ratio.value)
      return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
    }),
  )
}
