import type { ChartConfiguration } from 'chart.js'
import { findSeries } from '../names/series.ts'
import type { TimelineFacts } from '../timeline/timeline-facts.ts'
import { hasLock } from '../timeline/timeline-words.ts'
import { Figure, type FigureTexts } from './figure-texts.ts'
import { holdBars, type HoldBars } from './hold-bars.ts'
import { laneRoom, lanesHeight, lockLanes, type LockLanes } from './lock-lanes.ts'
import { tickText } from './round-axis.ts'
import { roundStep } from '../numbers/round-step.ts'
import type { Area, Surface } from './surface.ts'
import { seriesStyle, type ChartTheme } from './theme.ts'

export interface LockTimelineInput extends FigureTexts {
  readonly facts: TimelineFacts
  readonly theme: ChartTheme
}

/** As much of a lap as shows some twenty turns at the usual switch interval of 5 ms; the same for all, to compare. */
const windowMs = 120
const axisPx = 24
/** For the name of a first row that is lower than its text. */
const topPx = 4
const leastBarsPx = 92

/** When each worker of a lap ran, a row each, and below it how long holds were. */
export function lockTimelineChart(input: LockTimelineInput): ChartConfiguration<'line'> {
  const { facts, theme } = input
  const shownMs = timelineWindowMs(facts)
  const colour = theme.colours[colourOf(facts)].line
  const lanes: LockLanes = { lanes: facts.example.lanes, windowMs: shownMs, colour, theme }
  const figure = new Figure(input, theme)
  /** What is left below the axis when every row is as high as it can use. */
  const belowPx = (chart: Surface) => {
    const room = figure.room(chart)
    return Math.max(0, chart.height - room.top - topPx - room.bottom - axisPx - lanesHeight(lanes))
  }
  const barsPx = (chart: Surface) => (facts.histogram === null || belowPx(chart) < leastBarsPx ? 0 : belowPx(chart))
  const barsArea = (chart: Surface): Area | null => {
    const heightPx = barsPx(chart)
    if (heightPx === 0) return null
    const { left, right, bottom } = chart.chartArea
    return { left, right, top: bottom + axisPx + 6, bottom: bottom + axisPx + heightPx }
  }
  const stepMs = roundStep(shownMs / 6)
  return {
    type: 'line',
    data: { datasets: [{ data: [], lockLanes: () => lanes, ...holdsBelow(facts, colour, theme, barsArea) }] },
    plugins: [figure.plugin, lockLanes, holdBars],
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      events: [],
      layout: {
        padding: ({ chart }: { readonly chart: Surface }) => {
          const room = figure.room(chart)
          return {
            top: room.top + topPx,
            left: room.left + laneRoom(chart.ctx, lanes),
            right: room.right + 12,
            bottom: room.bottom + belowPx(chart),
          }
        },
      },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: shownMs,
          grid: { display: false },
          border: { display: false },
          ticks: {
            color: theme.muted,
            font: { family: theme.fontFamily, size: 11 },
            maxRotation: 0,
            // The unit once, at the end: the card in the window is narrow.
            callback: (value, index, ticks) =>
              `${tickText(Number(value), stepMs)}${index === ticks.length - 1 ? ' ms' : ''}`,
          },
          afterBuildTicks: (scale) => {
            const count = Math.floor(shownMs / stepMs + 1e-9) + 1
            scale.ticks = Array.from({ length: count }, (_, index) => ({ value: index * stepMs }))
          },
        },
        y: { type: 'linear', display: false, min: 0, max: 1 },
      },
    },
  }
}

/** How much of the lap the chart shows, from the start gate on. */
export function timelineWindowMs({ example }: TimelineFacts): number {
  const lapMs = Math.max(0, ...example.lanes.map((lane) => lane.at(-1)?.endMs ?? 0))
  return lapMs > 0 ? Math.min(windowMs, lapMs) : windowMs
}

/** Of the series without its variant: the same runtime and executor looks the same under every switch interval. */
function colourOf({ series }: TimelineFacts) {
  const found = findSeries(series)
  if (hasLock(series)) return 'lock'
  return seriesStyle(found === undefined ? series : `${found.runtime}/${found.executor}`).colour
}

function holdsBelow(
  { histogram, switchIntervalMs, series }: TimelineFacts,
  colour: string,
  theme: ChartTheme,
  area: HoldBars['area'],
): { holdBars?: () => HoldBars } {
  if (histogram === null) return {}
  const title = `${hasLock(series) ? 'Holds' : 'Turns'} of all rounds, by length; the last bar counts longer ones too`
  const bars: HoldBars = { histogram, switchIntervalMs, title, colour, theme, area }
  return { holdBars: () => bars }
}
