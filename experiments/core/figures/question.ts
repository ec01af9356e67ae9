import { paintGridChart, gridChartHeight, type GridChart } from '../charts/grid-chart.ts'
import { paintRowChart, rowChartHeight, type RowChart } from '../charts/row-chart.ts'
import type { ClaimData } from '../claims/judging/claim-rule.ts'
import type { FactSweep } from '../facts/fact-sweeps.ts'
import type { ChartName } from '../names/chart-names.ts'
import { questionChart } from '../session/question-chart.ts'
import { curvesHeightPx, type ExportedFigure } from './figure.ts'
import { payloadFigure } from './payload.ts'
import { messageSweep } from './question-messages.ts'
import { lostRows, referenceRows } from './question-counts.ts'
import { stopGrid, writeGrid } from './question-grids.ts'
import { holdChart, holdCurves, type HoldCurve } from './question-holds.ts'
import { kernelRows, latencyRows, memoryRows, startRows } from './question-rows.ts'
import type { SessionResults } from './session-results.ts'

/** What is drawn for an experiment's question. The curves of a speedup have a figure of their own. */
export type QuestionChart =
  | { readonly kind: 'rows'; readonly rows: RowChart; readonly says: string }
  | { readonly kind: 'grid'; readonly grid: GridChart; readonly says: string }
  | { readonly kind: 'holds'; readonly curves: readonly HoldCurve[]; readonly says: string }
  | { readonly kind: 'sweep'; readonly sweep: FactSweep; readonly says: string }

type Maker = (data: ClaimData, says: string) => QuestionChart | null

const rows =
  (make: (data: ClaimData) => RowChart | null): Maker =>
  (data, says) => {
    const made = make(data)
    return made === null ? null : { kind: 'rows', rows: made, says }
  }
const grid =
  (make: (data: ClaimData) => GridChart | null): Maker =>
  (data, says) => {
    const made = make(data)
    return made === null ? null : { kind: 'grid', grid: made, says }
  }

const ranges = 'Bars are 95% ranges over the rounds, or both values of two rounds.'

/** How each chart is made, and what its caption says. */
const charts: Readonly<Record<Exclude<ChartName, 'speedup'>, readonly [make: Maker, says: string]>> = {
  kernels: [rows(kernelRows), `Speedup by what the threads call. Filled: faster than one. Open: no faster. ${ranges}`],
  'memory-per-worker': [rows(memoryRows), `What one more worker adds: the slope over all counts of workers. ${ranges}`],
  'start-times': [rows(startRows), `The time to start a worker. ${ranges}`],
  latencies: [
    rows(latencyRows),
    `How long an answer takes: alone, beside a process or a thread that computes, and at a switch interval of 1 ms. ${ranges}`,
  ],
  'lost-increments': [
    rows(lostRows),
    'How many increments of a shared counter were missing at the end, and in how many laps.',
  ],
  references: [rows(referenceRows), 'What became of objects whose references our model counted.'],
  'write-seen': [
    grid(writeGrid),
    'What one worker writes, how many of the others see; whether each has a process id and modules of its own. Filled: most of them.',
  ],
  stops: [
    grid(stopGrid),
    'Filled: yes. Empty: no. By force is a kill, or terminate() for threads of Node; when asked is looked at 2 s later.',
  ],
  'hold-times': [
    (data, says) => {
      const curves = holdCurves(data)
      return curves === null ? null : { kind: 'holds', curves, says }
    },
    'How long a thread kept the lock before it gave it up: medians, with bars from the 5th to the 95th percentile.',
  ],
  'message-times': [
    ({ session }, says) => {
      const sweep = messageSweep(session)
      return sweep === null ? null : { kind: 'sweep', sweep, says }
    },
    `The time of a message there and back, by its size. ${ranges}`,
  ],
}

/** The chart that an experiment declares for its question. */
export const questionFigure = {
  id: 'question',
  name: 'Chart of the answer',
  isOffered: ({ chart }) => chart !== 'speedup',
  dataOf({ header, data }: Pick<SessionResults, 'header' | 'data'>): QuestionChart | null {
    const name = questionChart(header)
    if (name === 'speedup') return null
    const [make, says] = charts[name]
    return make(data, says)
  },
  missing: 'The session has nothing for the chart of its question.',
  textsOf: ({ says }, { experiment }) => ({
    title: experiment.title,
    subtitle: [experiment.question, says].filter((sentence) => sentence !== '').join(' '),
  }),
  heightPx(chart, widthPx) {
    const frame = widthPx < titledPx ? 2 * marginPx : frameRoomPx
    switch (chart.kind) {
      case 'rows':
        return frame + rowChartHeight(chart.rows)
      case 'grid':
        return frame + gridChartHeight(chart.grid, widthPx)
      case 'holds':
      case 'sweep':
        return curvesHeightPx(widthPx)
    }
  },
  draw(chart, look) {
    switch (chart.kind) {
      case 'rows':
        return {
          kind: 'painting',
          paint: (pen, size) => {
            paintRowChart(pen, size, chart.rows, look)
          },
        }
      case 'grid':
        return {
          kind: 'painting',
          paint: (pen, size) => {
            paintGridChart(pen, size, chart.grid, look)
          },
        }
      case 'holds':
        return { kind: 'chart', config: holdChart(chart.curves, look) }
      case 'sweep':
        return payloadFigure.draw(chart.sweep, look)
    }
  },
} as const satisfies ExportedFigure<QuestionChart>

/** The title, what is shown and the footer of a figure that stands alone, as on a web page; rows make room for them elsewhere. */
const [frameRoomPx, titledPx, marginPx] = [116, 900, 6] as const
