import type { ChartConfiguration } from 'chart.js'
import { horizontalAxis, verticalAxis } from '../charts/axes.ts'
import { noteInside } from '../charts/chart-note.ts'
import { curveChart } from '../charts/curve-chart.ts'
import type { DrawnCurve } from '../charts/drawn-curve.ts'
import type { Look } from '../charts/figure-frame.ts'
import { roundAxis, tickText, workerTicks } from '../charts/round-axis.ts'
import { isSerial } from '../names/series.ts'
import { monitorCostInShort } from '../monitoring/monitor-cost.ts'
import { counted, formatRatio } from '../text/format-number.ts'
import { curvesHeightPx, type ExportedFigure } from './figure.ts'
import type { SessionResults } from './session-results.ts'
import { idealCurve, speedupCurves, type SpeedupData } from './speedup-curves.ts'
import { highestSpeedup } from './speedup-points.ts'

/** Each curve's name has room for two lines at the end of the curves, and in a narrow figure for three. */
const [nameLinePx, axesPx] = [15, 60]

const comparedWith = {
  serial: 'Speedup compared with one worker of the same runtime',
  baseline: 'Speedup compared with threads under one lock, at the same number of workers',
} as const

type Shown = Pick<SessionResults, 'header' | 'curves' | 'monitorCost' | 'over'>

export const speedupFigure = {
  id: 'speedup',
  name: 'Chart',
  isOffered: ({ measures }) => measures.laps,
  dataOf({ header, curves, monitorCost, over }: Shown): SpeedupData | null {
    if (curves.every(({ points }) => points.length === 0)) return null
    const { usableCores } = header.machine
    return { curves, over, baseline: header.baseline, usableCores, monitorCost }
  },
  missing: 'The session has no curves.',
  textsOf: ({ over }, { experiment }) => ({
    title: experiment.title,
    subtitle: [experiment.question, `${comparedWith[over]}; bars are 95% ranges.`]
      .filter((sentence) => sentence !== '')
      .join(' '),
  }),
  heightPx: ({ curves }, widthPx) => {
    const named = curves.filter(({ series, points }) => points.length > 0 && !isSerial(series)).length
    return Math.max(curvesHeightPx(widthPx), axesPx + named * (widthPx < 500 ? 3 : 2) * nameLinePx)
  },
  draw: (data, look) => ({ kind: 'chart', config: speedupChart(data, look) }),
} as const satisfies ExportedFigure<SpeedupData>

function speedupChart(data: SpeedupData, look: Look): ChartConfiguration<'line'> {
  const { over, usableCores, monitorCost } = data
  const { theme } = look
  const measured = speedupCurves(data, theme)
  const isEmpty = measured.length === 0
  const counts = isEmpty ? [2, usableCores] : measured.flatMap(({ points }) => points.map(({ workers }) => workers))
  const most = Math.max(1, ...counts)
  // The baseline has its own speedup at each count, so that the ideal over it is no straight line.
  const ideal = over === 'serial' && most > 1 && !isEmpty ? most : 0
  const points = measured.map((curve) => curve.points)
  const axis = roundAxis(isEmpty ? 2 : highestSpeedup(points, ideal))
  const curves = ideal > 0 ? [...measured, idealCurve(Math.min(most, axis.max), theme)] : measured
  const sidePad = most === 1 ? 0.03 : (most - 1) * 0.012
  const cores = `workers (${counted(usableCores, 'core')} usable)`
  // In a file the footer says what the monitor cost.
  const cost = monitorCost === null || look.texts !== null ? [] : [monitorCostInShort(monitorCost)]
  const notes = isEmpty ? [noteInside('nothing measured yet', theme)] : []
  return curveChart(curves, look, {
    notes,
    tooltipTexts: (curve, point) => pointTexts(curves[curve], point),
    x: horizontalAxis(theme, {
      min: 1 - sidePad,
      // One worker count alone stands at the left, with its labels beside it.
      max: most === 1 ? 1.5 : most + sidePad,
      ticks: workerTicks(most),
      text: String,
      title: [cores, ...cost].join(' · '),
    }),
    y: verticalAxis(theme, {
      min: 0,
      ...axis,
      text: (value) => `${tickText(value, axis.step)}×`,
      title: over === 'serial' ? 'speedup' : 'compared with threads under a lock',
    }),
  })
}

function pointTexts(curve: DrawnCurve | undefined, index: number) {
  const point = curve?.points[index]
  if (curve === undefined || point === undefined) return { title: '', line: '' }
  const { workers, rounds, ratio } = point
  return {
    title: counted(workers, 'worker'),
    line: `${curve.name} ${formatRatio(ratio)}, ${counted(rounds, 'round')}`,
  }
}
