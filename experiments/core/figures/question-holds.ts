import type { ChartConfiguration, Tick } from 'chart.js'
import { horizontalAxis, verticalAxis } from '../charts/axes.ts'
import { curveChart } from '../charts/curve-chart.ts'
import type { DrawnCurve } from '../charts/drawn-curve.ts'
import type { Look } from '../charts/figure-frame.ts'
import { seriesStyle, stylesAmong } from '../charts/series-styles.ts'
import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { heldIntervals } from '../claims/rules/hand-off.ts'
import type { PlainSeriesId } from '../names/series.ts'
import { seriesName } from '../names/series-titles.ts'
import { unknownRatio } from '../numbers/interval.ts'
import { formatMs } from '../text/format-number.ts'

export interface HoldCurve {
  readonly series: PlainSeriesId
  readonly points: readonly HoldPoint[]
}

interface HoldPoint {
  readonly intervalMs: number
  readonly holdMs: number
  /** The 5th and the 95th percentile of its holds. */
  readonly lowMs: number | null
  readonly highMs: number | null
  readonly rounds: number
}

const locked: readonly PlainSeriesId[] = ['cpython/threads', 'pypy/threads', 'node/locked-threads']

/** How long a thread kept the lock, for each switch interval that was set. */
export function holdCurves(data: ClaimData): readonly HoldCurve[] | null {
  const curves = locked.flatMap((series): HoldCurve[] => {
    const points = heldIntervals(data, series).flatMap(({ facts, intervalMs }): HoldPoint[] => {
      const { value } = facts.medianHoldMs
      const { p5 = null, p95 = null } = facts.holdQuantilesMs ?? {}
      return value === null ? [] : [{ intervalMs, holdMs: value, lowMs: p5, highMs: p95, rounds: facts.rounds }]
    })
    return points.length === 0 ? [] : [{ series, points }]
  })
  return curves.length === 0 ? null : curves
}

/** Both axes are logarithmic: linear in the logarithms, so that the other charts' marks, bars and labels can be used. */
export function holdChart(curves: readonly HoldCurve[], look: Look): ChartConfiguration<'line'> {
  const { theme } = look
  const styles = stylesAmong(curves.map(({ series }) => series))
  const measured = curves.map(({ series, points }): DrawnCurve => {
    const style = styles.get(series) ?? seriesStyle(series)
    const name = seriesName(series)
    return {
      kind: 'measured',
      name,
      label: name,
      ...style,
      colour: theme.colours[style.colour],
      points: points.map(({ intervalMs, holdMs, lowMs, highMs, rounds }) => ({
        workers: Math.log10(intervalMs),
        rounds,
        ratio: {
          value: Math.log10(holdMs),
          low: lowMs === null || lowMs <= 0 ? null : Math.log10(lowMs),
          high: highMs === null ? null : Math.log10(highMs),
        },
      })),
    }
  })
  const set = [...new Set(curves.flatMap(({ points }) => points.map(({ intervalMs }) => intervalMs)))].sort(
    (a, b) => a - b,
  )
  const ticks = set.map(Math.log10)
  const [least, most] = [Math.min(...ticks) - 0.12, Math.max(...ticks) + 0.12]
  const values = measured.flatMap(({ points }) => points.map(({ ratio }) => ratio.value))
  const exact: DrawnCurve = {
    kind: 'ideal',
    mark: 'disc',
    open: true,
    name: 'as long as set',
    label: 'as long as set',
    colour: theme.colours.grey,
    dash: [2, 4],
    points: [least, most].map((at) => ({ workers: at, rounds: 0, ratio: { ...unknownRatio, value: at } })),
  }
  const text = (value: number): string => String(Number((10 ** value).toPrecision(2)))
  const y = {
    ...verticalAxis(theme, {
      min: Math.min(least, ...values),
      max: Math.max(most, ...values),
      step: 1,
      text,
      title: 'Time that the lock was held, ms',
    }),
    afterBuildTicks: (scale: { ticks: Tick[] }) => {
      scale.ticks = ticks.map((value) => ({ value }))
    },
  }
  return curveChart([...measured, exact], look, {
    tooltipTexts: (curve, index) => {
      const point = curves[curve]?.points[index]
      if (point === undefined) return { title: '', line: '' }
      const spread =
        point.lowMs === null ? '' : ` (5th to 95th percentile ${formatMs(point.lowMs)}–${formatMs(point.highMs)})`
      return {
        title: `interval of ${point.intervalMs} ms`,
        line: `${measured[curve]?.name ?? ''} ${formatMs(point.holdMs)}${spread}`,
      }
    },
    x: horizontalAxis(theme, {
      min: least,
      max: most,
      ticks,
      text,
      title: 'Switch interval that was set, ms (logarithmic)',
    }),
    y,
  })
}
