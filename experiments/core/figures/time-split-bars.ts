import type { TimeSplit } from '../time-split/time-split.ts'
import type { ConditionTime, TimeShare } from '../time-split/condition-time.ts'
import { aboutKind } from '../time-split/share-kinds.ts'
import { timeGroups } from '../time-split/time-groups.ts'
import { formatShare } from '../text/format-number.ts'
import { shareText } from '../scaling-laws/share-text.ts'
import { seriesName } from '../names/series-titles.ts'
import { fitText } from '../charts/fit-text.ts'
import type { Area, Pen } from '../charts/surface.ts'
import type { ChartTheme } from '../charts/theme.ts'

const [headingPx, linePx, rowPx, gapPx] = [22, 16, 27, 12]
const mostLines = 12
const barPx = 21
/** The room between a bar's end and the text in it. */
const insetPx = 6
/** The room for the number of workers at the left of a bar. */
const countPx = 34

/** The width that a character of a sentence takes at most, on average over a line. */
const characterPx = 6.4

/** The height in px of all bars at a width in px, before there is a canvas that could measure their sentences. */
export function barsHeight(times: TimeSplit, widthPx: number): number {
  const perLine = Math.max(1, widthPx / characterPx)
  return timeGroups(times).reduce((sum, { sentence, conditions }) => {
    const lines = Math.min(mostLines, Math.ceil(sentence.length / perLine))
    return sum + headingPx + lines * linePx + conditions.length * rowPx + gapPx
  }, 0)
}

/** Paints a bar for each condition, below the name of its series and the sentence about it. */
export function paintBars(pen: Pen, times: TimeSplit, area: Area, theme: ChartTheme): void {
  let { top } = area
  pen.save()
  pen.textBaseline = 'middle'
  pen.textAlign = 'left'
  for (const { series, sentence, conditions } of timeGroups(times)) {
    pen.font = `600 12px ${theme.fontFamily}`
    pen.fillStyle = theme.ink
    pen.fillText(seriesName(series), area.left, top + headingPx / 2)
    top += headingPx
    pen.font = `400 11px ${theme.fontFamily}`
    for (const line of fitText(sentence, area.right - area.left, mostLines, (text) => pen.measureText(text).width)) {
      pen.fillText(line, area.left, top + linePx / 2)
      top += linePx
    }
    for (const time of conditions) {
      paintBar(
        pen,
        time,
        { left: area.left + countPx, right: area.right, top: top + 4, bottom: top + 4 + barPx },
        theme,
      )
      top += rowPx
    }
    top += gapPx
  }
  pen.restore()
}

function paintBar(pen: Pen, time: ConditionTime, bar: Area, theme: ChartTheme): void {
  const middle = (bar.top + bar.bottom) / 2
  pen.fillStyle = theme.muted
  pen.textAlign = 'right'
  pen.fillText(`× ${time.workers}`, bar.left - 8, middle)
  pen.textAlign = 'left'
  pen.fillStyle = theme.line
  pen.globalAlpha = 0.5
  pen.fillRect(bar.left, bar.top, bar.right - bar.left, bar.bottom - bar.top)
  pen.globalAlpha = 1
  let left = bar.left
  for (const share of time.shares) {
    if (share.value === null || share.value <= 0) continue
    const right = left + share.value * (bar.right - bar.left)
    const colour = aboutKind[share.kind].colour
    if (colour !== null) {
      pen.fillStyle = theme.surface
      pen.fillRect(left, bar.top, right - left, bar.bottom - bar.top)
      pen.globalAlpha = 0.36
      pen.fillStyle = theme.shares[colour]
      pen.fillRect(left, bar.top, right - left, bar.bottom - bar.top)
      pen.globalAlpha = 1
    }
    const label = labelThatFits(pen, share, right - left - 2 * insetPx)
    pen.fillStyle = theme.ink
    pen.fillText(label, left + insetPx, middle)
    pen.fillStyle = theme.surface
    if (right < bar.right - 1) pen.fillRect(right - 0.5, bar.top, 1, bar.bottom - bar.top)
    left = right
  }
}

/** The longest label that has room; empty if even the number has none. */
function labelThatFits(pen: Pen, share: TimeShare, widthPx: number): string {
  const { kind, value } = share
  if (value === null) return ''
  const candidates = [
    `${aboutKind[kind].name} ${shareText(share)}`,
    `${aboutKind[kind].name} ${formatShare(value)}`,
    `${aboutKind[kind].label} ${formatShare(value)}`,
    formatShare(value),
  ]
  return candidates.find((text) => pen.measureText(text).width <= widthPx) ?? ''
}
