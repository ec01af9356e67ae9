import type { ChartConfiguration } from 'chart.js'
import { factText, withUnit } from '../facts/fact-summary.ts'
import type { FactSweep, SweepCurve, SweepPoint } from '../facts/fact-sweeps.ts'
import { seriesName } from '../names/series-titles.ts'
import { writeBytes } from '../text/units.ts'
import { curveTooltip } from './curve-tooltip.ts'
import { drawnCurves, type DrawnCurve, type DrawnPoint } from './drawn-curve.ts'
import { intervalBars } from './interval-bars.ts'
import { labelRoom, lineLabels } from './line-labels.ts'
import type { LineData } from './speedup-lines.ts'
import type { Surface } from './surface.ts'
import { sweepStyles } from './sweep-styles.ts'
import type { ChartTheme } from './theme.ts'

/**
 * A quantity over the payload, both logarithmic: from a byte to megabytes, from microseconds to seconds. The axes are
 * linear in the logarithms, so that the marks, bars and labels are those of the other charts.
 */
export function payloadChart(sweep: FactSweep, theme: ChartTheme): ChartConfiguration<'line'> {
  const styles = sweepStyles(sweep.curves)
  const datasets = sweep.curves.map((curve, index): LineData => {
    const { colour, dash } = styles[index] ?? { colour: 'grey', dash: [] }
    return lineOf(curve, theme.colours[colour], dash, theme)
  })
  const drawn = drawnCurves({ data: { datasets } })
  const payloads = [...new Set(sweep.curves.flatMap(({ points }) => points.map((one) => one.payloadBytes)))]
  const places = payloads.map(Math.log2)
  const decades = decadesOf(drawn)
  const font = { family: theme.fontFamily, size: 11 }
  const tooltip = curveTooltip(theme)
  const pointAt = (curve: number, point: number): SweepPoint | undefined => sweep.curves[curve]?.points[point]
  return {
    type: 'line',
    data: { datasets },
    plugins: [intervalBars, lineLabels],
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      layout: { padding: ({ chart }: { readonly chart: Surface }) => ({ top: 10, right: labelRoom(chart, drawn) }) },
      interaction: { mode: 'nearest', intersect: true },
      plugins: {
        tooltip: {
          ...tooltip,
          callbacks: {
            title: ([item]) => {
              const point = item === undefined ? undefined : pointAt(item.datasetIndex, item.dataIndex)
              return point === undefined ? '' : spaced(writeBytes(point.payloadBytes))
            },
            label: ({ dataset, datasetIndex, dataIndex }) => {
              const point = pointAt(datasetIndex, dataIndex)
              return `${dataset.label ?? ''} ${point === undefined ? '' : factText(point.fact)}`
            },
          },
        },
      },
      scales: {
        x: {
          type: 'linear',
          min: Math.min(...places) - 0.4,
          max: Math.max(...places) + 0.4,
          grid: { display: false },
          border: { display: false },
          title: {
            display: true,
            text: 'payload, logarithmic',
            color: theme.muted,
            font,
            padding: { top: 2, bottom: 0 },
          },
          ticks: {
            color: theme.muted,
            font,
            maxRotation: 0,
            callback: (value) => spaced(writeBytes(Math.round(2 ** Number(value)))),
          },
          afterBuildTicks: (scale) => {
            scale.ticks = apart(places).map((value) => ({ value }))
          },
        },
        y: {
          type: 'linear',
          min: decades.from,
          max: decades.to,
          grid: { color: theme.line, lineWidth: 1, drawTicks: false },
          border: { display: false },
          ticks: {
            color: theme.muted,
            font,
            padding: 10,
            stepSize: 1,
            callback: (value) => decadeText(Number(value), sweep.unit),
          },
        },
      },
    },
  }
}

/** Of payloads that lie close together, the largest is written below the axis. */
function apart(places: readonly number[]): readonly number[] {
  const descending = places.toSorted((a, b) => b - a)
  const least = 0.14 * ((descending[0] ?? 0) - (descending.at(-1) ?? 0))
  const kept: number[] = []
  for (const place of descending) {
    const last = kept.at(-1)
    if (last === undefined || last - place >= least) kept.push(place)
  }
  return kept.reverse()
}

function lineOf(curve: SweepCurve, colour: DrawnCurve['colour'], dash: readonly number[], theme: ChartTheme): LineData {
  const name = seriesName(curve.series)
  const label = `${name}${curve.workers === 1 ? '' : ` × ${curve.workers}`}${curve.way === '' ? '' : `, ${curve.way}`}`
  const points = curve.points.flatMap(drawnPoint)
  const last = points.at(-1)
  const end = last === undefined ? null : { workers: last.workers, value: last.ratio.value }
  const drawn: DrawnCurve = { kind: 'measured', label, colour, points, end, theme }
  return {
    label,
    data: points.map(({ workers, ratio }) => ({ x: workers, y: ratio.value })),
    borderColor: colour.line,
    borderWidth: 2,
    borderDash: [...dash],
    pointBackgroundColor: theme.surface,
    pointBorderColor: colour.line,
    pointBorderWidth: 1.8,
    pointRadius: 3,
    pointHoverRadius: 4.4,
    pointHitRadius: 9,
    tension: 0,
    clip: false,
    curve: () => drawn,
  }
}

/** In logarithms; what is 0 or less has no place on such an axis. */
function drawnPoint({ payloadBytes, found, fact }: SweepPoint): DrawnPoint[] {
  if (!(found.value > 0) || !(payloadBytes > 0)) return []
  const { low, high } = found
  const interval =
    low !== null && high !== null && low > 0 ? { low: Math.log10(low), high: Math.log10(high) } : noInterval
  return [
    { workers: Math.log2(payloadBytes), rounds: fact.rounds, ratio: { value: Math.log10(found.value), ...interval } },
  ]
}

const noInterval = { low: null, high: null }

/** Whole decades that hold every value; an interval that is far wider is cut. */
function decadesOf(curves: readonly DrawnCurve[]): { readonly from: number; readonly to: number } {
  const values = curves.flatMap(({ points }) => points.map(({ ratio }) => ratio.value))
  if (values.length === 0) return { from: 0, to: 1 }
  const from = Math.floor(Math.min(...values))
  return { from, to: Math.max(from + 1, Math.ceil(Math.max(...values))) }
}

/** "0.01 ms", "1 s", "100 MiB/s". */
function decadeText(exponent: number, unit: string): string {
  if (!Number.isInteger(exponent)) return ''
  const value = 10 ** exponent
  if (unit === 'ms') return exponent >= 3 ? `${10 ** (exponent - 3)} s` : `${plain(value)} ms`
  return unit === 'bytes' || unit === 'bytes/s' ? withUnit(value, unit) : `${plain(value)} ${unit}`.trim()
}

function plain(value: number): string {
  return String(Number(value.toPrecision(1)))
}

/** "64KiB" as people write it: "64 KiB". */
function spaced(bytes: string): string {
  return bytes.replace(/(\d)([A-Z])/i, '$1 $2')
}
