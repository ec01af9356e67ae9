import { fitText } from '../charts/fit-text.ts'
import { paintHatch, type Hatch } from '../charts/hatch.ts'
import type { Area, Pen } from '../charts/surface.ts'
import type { ChartTheme } from '../charts/theme.ts'
import { seriesName } from '../names/series-titles.ts'
import { formatShare } from '../text/format-number.ts'
import type { ConditionTime, TimeShare } from '../time-split/condition-time.ts'
import { aboutKind, shareKinds, type ShareKind } from '../time-split/share-kinds.ts'
import { timeGroups } from '../time-split/time-groups.ts'
import type { TimeSplit } from '../time-split/time-split.ts'

const [rowPx, barPx, fontPx, linePx, gapPx] = [17, 13, 11, 14, 8]
const [axisPx, legendLinePx, swatchPx] = [34, 16, 18]
/** A character of a name takes at most so much, on average. */
const characterPx = 6

/** Parts that are lost to waiting are hatched, so that they differ without colours too. */
const hatches: Readonly<Partial<Record<ShareKind, Hatch>>> = {
  'lock-wait': 'rising',
  serial: 'crossed',
  'core-wait': 'falling',
  waiting: 'upright',
  'start-up': 'crossed',
  clock: 'level',
  communication: 'grid',
  'more-cpu': 'level',
}

/** The height in px of a row for each condition, with an axis and the names of the parts below. */
export function rowsHeight(times: TimeSplit, widthPx: number): number {
  return times.conditions.length * rowPx + axisPx + legendRows(times, widthPx).length * legendLinePx + 4
}

/** Paints a bar for each condition, without sentences: a picture in a file has its caption. */
export function paintTimeRows(pen: Pen, times: TimeSplit, area: Area, theme: ChartTheme): void {
  const groups = timeGroups(times)
  pen.save()
  pen.font = `400 ${fontPx}px ${theme.fontFamily}`
  pen.textBaseline = 'middle'
  const measure = (text: string): number => pen.measureText(text).width
  const countPx = Math.max(...times.conditions.map(({ workers }) => measure(`× ${workers}`)))
  const widest = (area.right - area.left) * 0.42 - countPx - gapPx
  // a name has as many lines as its series has rows
  const names = groups.map(({ series, conditions }) => fitText(seriesName(series), widest, conditions.length, measure))
  const left = area.left + Math.max(...names.flat().map(measure)) + countPx + 2 * gapPx
  const bottom = area.top + times.conditions.length * rowPx
  const plot = { left, right: area.right - 10, top: area.top, bottom }
  paintScale(pen, plot, theme)
  let rowTop = plot.top
  for (const [index, { conditions }] of groups.entries()) {
    const lines = names[index] ?? []
    const middle = rowTop + (conditions.length * rowPx) / 2
    pen.fillStyle = theme.ink
    pen.textAlign = 'left'
    for (const [line, text] of lines.entries()) {
      pen.fillText(text, area.left, middle + (line - (lines.length - 1) / 2) * linePx)
    }
    for (const time of conditions) {
      const top = rowTop + (rowPx - barPx) / 2
      pen.fillStyle = theme.muted
      pen.textAlign = 'right'
      pen.fillText(`× ${time.workers}`, left - gapPx, top + barPx / 2)
      paintShares(pen, time, { ...plot, top, bottom: top + barPx }, theme)
      rowTop += rowPx
    }
  }
  const top = plot.bottom + axisPx
  for (const [line, kinds] of legendRows(times, area.right - area.left).entries()) {
    let x = area.left
    for (const kind of kinds) {
      const y = top + (line + 0.5) * legendLinePx
      paintShare(pen, kind, { left: x, right: x + 12, top: y - 5, bottom: y + 5 }, theme)
      pen.fillStyle = theme.muted
      pen.textAlign = 'left'
      pen.fillText(aboutKind[kind].name, x + swatchPx, y)
      x += legendWidth(kind)
    }
  }
  pen.restore()
}

function paintScale(pen: Pen, plot: Area, theme: ChartTheme): void {
  pen.fillStyle = theme.muted
  pen.textAlign = 'center'
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const x = plot.left + share * (plot.right - plot.left)
    pen.fillStyle = theme.line
    pen.fillRect(x - 0.5, plot.top, 1, plot.bottom - plot.top)
    pen.fillStyle = theme.muted
    pen.fillText(`${100 * share}%`, share === 1 ? x - 4 : x, plot.bottom + 9)
  }
  pen.fillText('share of workers × lap', (plot.left + plot.right) / 2, plot.bottom + 23)
}

function paintShares(pen: Pen, { shares }: ConditionTime, bar: Area, theme: ChartTheme): void {
  let { left } = bar
  for (const share of shares) {
    if (share.value === null || share.value <= 0) continue
    const right = left + share.value * (bar.right - bar.left)
    paintShare(pen, share.kind, { ...bar, left, right }, theme)
    paintNumber(pen, share, { ...bar, left, right }, theme)
    left = right
  }
}

function paintShare(pen: Pen, kind: ShareKind, area: Area, theme: ChartTheme): void {
  const { colour } = aboutKind[kind]
  const [width, height] = [area.right - area.left, area.bottom - area.top]
  pen.fillStyle = theme.surface
  pen.fillRect(area.left, area.top, width, height)
  pen.globalAlpha = colour === null ? 0.5 : 0.42
  pen.fillStyle = colour === null ? theme.line : theme.shares[colour]
  pen.fillRect(area.left, area.top, Math.max(0.5, width - 0.8), height)
  pen.globalAlpha = 1
  if (colour !== null) paintHatch(pen, hatches[kind] ?? 'none', area, theme.shares[colour])
}

function paintNumber(pen: Pen, { kind, value }: TimeShare, area: Area, theme: ChartTheme): void {
  const text = formatShare(value)
  const [width, room] = [pen.measureText(text).width, area.right - area.left]
  if (width + 6 > room) return
  const middle = (area.left + area.right) / 2
  if (hatches[kind] !== undefined) {
    pen.fillStyle = theme.surface
    pen.fillRect(middle - width / 2 - 2, area.top + 0.5, width + 4, area.bottom - area.top - 1)
  }
  pen.fillStyle = theme.ink
  pen.textAlign = 'center'
  pen.fillText(text, middle, (area.top + area.bottom) / 2)
}

function legendWidth(kind: ShareKind): number {
  return swatchPx + aboutKind[kind].name.length * characterPx + 14
}

/** The kinds that there are, in lines that fit. */
function legendRows({ conditions }: TimeSplit, widthPx: number): readonly (readonly ShareKind[])[] {
  const kinds = shareKinds.filter((kind) =>
    conditions.some(({ shares }) => shares.some((share) => share.kind === kind && (share.value ?? 0) > 0)),
  )
  const rows: ShareKind[][] = []
  let used = Number.POSITIVE_INFINITY
  for (const kind of kinds) {
    if (used + legendWidth(kind) > widthPx + 14) {
      rows.push([])
      used = 0
    }
    rows.at(-1)?.push(kind)
    used += legendWidth(kind)
  }
  return rows
}
