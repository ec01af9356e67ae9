import type { ChartConfiguration } from 'chart.js'
import { horizontalAxis, verticalAxis } from '../charts/axes.ts'
import { curveChart } from '../charts/curve-chart.ts'
import { curveStyle, type DrawnCurve, type DrawnPoint } from '../charts/drawn-curve.ts'
import type { Look } from '../charts/figure-frame.ts'
import { seriesStyle } from '../charts/series-styles.ts'
import type { ChartTheme } from '../charts/theme.ts'
import { factText, withUnit } from '../facts/fact-text.ts'
import type { FactSweep, SweepCurve, SweepPoint } from '../facts/fact-sweeps.ts'
import { conditionName } from '../names/condition-name.ts'
import { seriesName } from '../names/series-titles.ts'
import { unknownRatio } from '../numbers/interval.ts'
import { writeBytes } from '../text/units.ts'
import type { Figure } from './figure.ts'
import { sweepStyles } from './payload-styles.ts'

/**
 * A quantity over the payload, both logarithmic: payloads reach from a byte to megabytes, times from microseconds to
 * seconds. The axes are linear in the logarithms, so that the other charts' marks, bars and labels can be used.
 */
export const payloadFigure: Figure<FactSweep> = {
  draw: (sweep, look) => ({ kind: 'chart', config: payloadChart(sweep, look) }),
}

function payloadChart(sweep: FactSweep, look: Look): ChartConfiguration<'line'> {
  const { theme } = look
  const curves = payloadCurves(sweep, theme)
  const places = [...new Set(sweep.curves.flatMap(({ points }) => points.map((one) => Math.log2(one.payloadBytes))))]
  return curveChart(curves, look, {
    tooltipTexts: (curve, index) => {
      const point = sweep.curves[curve]?.points.filter(isDrawn)[index]
      if (point === undefined) return { title: '', line: '' }
      return {
        title: spaced(writeBytes(point.payloadBytes)),
        line: `${curves[curve]?.name ?? ''} ${factText(point.fact)}`,
      }
    },
    x: horizontalAxis(theme, {
      min: Math.min(...places) - 0.4,
      max: Math.max(...places) + 0.4,
      ticks: apart(places, look.paper === undefined ? 0.14 : 0.2),
      text: (value) => spaced(writeBytes(Math.round(2 ** value))),
      title: 'payload, logarithmic',
    }),
    y: verticalAxis(theme, {
      ...decadesOf(curves),
      step: 1,
      text: (value) => decadeText(value, sweep.unit),
      title: sweep.title,
    }),
  })
}

export function payloadCurves(sweep: FactSweep, theme: ChartTheme): readonly DrawnCurve[] {
  const styles = sweepStyles(sweep.curves)
  return sweep.curves.map((curve, index): DrawnCurve => {
    const style = styles[index] ?? seriesStyle(curve.series)
    const name = curveName(curve)
    const points = curve.points.filter(isDrawn).map(drawnPoint)
    return { kind: 'measured', name, label: name, ...curveStyle(style, theme), points }
  })
}

function curveName({ series, workers, way }: SweepCurve): string {
  const name = workers === 1 ? seriesName(series) : conditionName({ series, workers })
  return `${name}${way === '' ? '' : `, ${way}`}`
}

/** A logarithmic axis has no place for 0 or less. */
function isDrawn({ payloadBytes, found }: SweepPoint): boolean {
  return found.value > 0 && payloadBytes > 0
}

function drawnPoint({ payloadBytes, found: { value, pair, ...ends }, fact }: SweepPoint): DrawnPoint {
  const [low, high] = pair ?? [ends.low, ends.high]
  const interval =
    low !== null && high !== null && low > 0 ? { low: Math.log10(low), high: Math.log10(high) } : unknownRatio
  return {
    workers: Math.log2(payloadBytes),
    rounds: fact.rounds,
    ratio: { ...interval, value: Math.log10(value) },
  }
}

/** Drops labels that would lie closer together than this share of the axis, which is short on paper; the largest payload of such a group keeps its label. */
function apart(places: readonly number[], share: number): readonly number[] {
  const descending = places.toSorted((a, b) => b - a)
  const least = share * ((descending[0] ?? 0) - (descending.at(-1) ?? 0))
  const kept: number[] = []
  for (const place of descending) {
    const last = kept.at(-1)
    if (last === undefined || last - place >= least) kept.push(place)
  }
  return kept.reverse()
}

const decadeMargin = 0.15

/** The decades that hold every value; an interval that reaches beyond them is cut. */
function decadesOf(curves: readonly DrawnCurve[]): { readonly min: number; readonly max: number } {
  const values = curves.flatMap(({ points }) => points.map(({ ratio }) => ratio.value))
  if (values.length === 0) return { min: 0, max: 1 }
  const [least, most] = [Math.min(...values), Math.max(...values)]
  // with two decades or more within the values, the axis ends with them
  if (Math.floor(most) > Math.ceil(least)) return { min: least - decadeMargin, max: most + decadeMargin }
  return { min: Math.floor(least), max: Math.max(Math.floor(least) + 1, Math.ceil(most)) }
}

/** "10 µs", "100 ms", "100 MiB/s". */
function decadeText(exponent: number, unit: string): string {
  if (!Number.isInteger(exponent)) return ''
  if (unit !== 'ms') return withUnit(10 ** exponent, { name: '', unit }).replace(/\.0+(?= )/, '')
  // a decade is exact: "10 µs" and not "10.0 µs"
  const [power, name] = exponent < 0 ? [3, 'µs'] : exponent < 3 ? [0, 'ms'] : [-3, 's']
  return `${10 ** (exponent + power)} ${name}`
}

/** "64KiB" as people write it: "64 KiB". */
function spaced(bytes: string): string {
  return bytes.replace(/(\d)([A-Z])/i, '$1 $2')
}
