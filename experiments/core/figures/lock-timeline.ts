import { FigureFrame, type Look } from '../charts/figure-frame.ts'
import { stepsTo, tickText } from '../charts/round-axis.ts'
import type { Area, Pen, Size } from '../charts/surface.ts'
import { seriesStyle } from '../charts/series-styles.ts'
import type { SeriesColour } from '../charts/theme.ts'
import { findSeries } from '../names/series.ts'
import { conditionName } from '../names/condition-name.ts'
import { roundStep } from '../numbers/round-step.ts'
import type { TimelineFacts } from '../timeline/timeline-facts.ts'
import { hasLock, timelineWords } from '../timeline/timeline-words.ts'
import type { ExportedFigure } from './figure.ts'
import { paintHolds } from './lock-timeline-holds.ts'
import { nameRoom, paintRows, rowsHeight } from './lock-timeline-rows.ts'
import type { SessionResults } from './session-results.ts'

/** When each worker of a lap ran, in a row for each worker, and below the rows how long holds were. */
export const lockTimelineFigure = {
  id: 'lock',
  name: 'Lock timeline',
  isOffered: ({ timelineConditions }) => timelineConditions.length > 0,
  dataOf: ({ timeline }: Pick<SessionResults, 'timeline'>) => timeline,
  missing: 'The session has no lock timeline: none of its series runs threads.',
  textsOf(facts, { experiment }) {
    const { series, workers, example } = facts
    const name = conditionName({ series, workers })
    const lap = `the first ${Math.round(timelineWindowMs(facts))} ms of lap ${example.lap + 1} in round ${example.round + 1}`
    const words = timelineWords(facts)
    return {
      title: `${experiment.title}: ${name}`,
      subtitle: `When each worker ran, ${lap}. ${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    }
  },
  /** There is room for the rows of up to some eighty workers, and for the lengths of holds. */
  heightPx: ({ workers, histogram }, widthPx) =>
    Math.min(3000, 60 + 30 * workers + (histogram === null ? 0 : Math.round(Math.max(130, 0.3 * widthPx)))),
  draw: (facts, look) => ({
    kind: 'painting',
    paint: (pen, size) => {
      paintTimeline(pen, size, facts, look)
    },
  }),
} as const satisfies ExportedFigure<TimelineFacts>

/** This part of a lap shows some twenty turns at the usual switch interval of 5 ms. It is the same for all sessions. */
const windowMs = 120
/** The tick labels, with the room around them. The last 3 px are empty: the bars below may begin there. */
const [axisPx, leastAxisPx] = [27.2, 24]
/** Room above the first row, whose name may be higher than the row. */
const topPx = 4
const leastHoldsPx = 92

function paintTimeline(pen: Pen, size: Size, facts: TimelineFacts, look: Look): void {
  const { theme } = look
  const { histogram, switchIntervalMs, series, example } = facts
  const frame = new FigureFrame(look)
  frame.paint(pen, size)
  const room = frame.room(pen, size.width)
  const axis = timeAxis(timelineWindowMs(facts))
  const rows = { lanes: example.lanes, windowMs: axis.windowMs, colour: theme.colours[colourOf(facts)].line, theme }
  const top = room.top + topPx
  const bottom = size.height - room.bottom
  /** What is left below the axis if every row is as high as it can use. */
  const belowPx = Math.max(0, bottom - top - leastAxisPx - rowsHeight(rows))
  pen.save()
  pen.font = `400 11px ${theme.fontFamily}`
  pen.textBaseline = 'middle'
  const lastPx = pen.measureText(axis.ticks.at(-1)?.text ?? '').width
  const plot = {
    top,
    left: room.left + nameRoom(pen, rows),
    right: size.width - Math.max(room.right + 12, room.right + lastPx / 2),
    bottom: bottom - belowPx - axisPx,
  }
  paintRows(pen, rows, plot)
  pen.fillStyle = theme.muted
  pen.textAlign = 'center'
  for (const { ms, text } of axis.ticks) pen.fillText(text, placeOf(ms, axis.windowMs, plot), plot.bottom + 17.6)
  if (histogram !== null && belowPx >= leastHoldsPx) {
    const title = hasLock(series)
      ? 'How long the lock was held (last bar: this or longer)'
      : 'How long workers ran on end (last bar: this or longer)'
    const area = { ...plot, top: plot.bottom + leastAxisPx + 6, bottom: plot.bottom + leastAxisPx + belowPx }
    paintHolds(pen, { histogram, switchIntervalMs, title, colour: rows.colour, theme }, area)
  }
  pen.restore()
}

function timeAxis(shownMs: number) {
  const stepMs = roundStep(shownMs / 6)
  const places = stepsTo(shownMs, stepMs)
  // The card in the window is narrow: only the last tick has its unit.
  const ticks = places.map((ms, index) => ({
    ms,
    text: `${tickText(ms, stepMs)}${index === places.length - 1 ? ' ms' : ''}`,
  }))
  return { windowMs: shownMs, ticks }
}

function placeOf(ms: number, shownMs: number, { left, right }: Area): number {
  return left + (ms / shownMs) * (right - left)
}

/** How much of the lap is shown, from the start gate on, in ms. */
export function timelineWindowMs({ example }: TimelineFacts): number {
  const lapMs = Math.max(0, ...example.lanes.map((lane) => lane.at(-1)?.endMs ?? 0))
  return lapMs > 0 ? Math.min(windowMs, lapMs) : windowMs
}

/** The same runtime and executor have the same colour under every switch interval. */
function colourOf({ series }: TimelineFacts): SeriesColour {
  if (hasLock(series)) return 'lock'
  const found = findSeries(series)
  return seriesStyle(found === undefined ? series : `${found.runtime}/${found.executor}`).colour
}
