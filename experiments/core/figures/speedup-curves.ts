import { curveStyle, type DrawnCurve } from '../charts/drawn-curve.ts'
import { seriesStyle, stylesAmong } from '../charts/series-styles.ts'
import type { ChartTheme } from '../charts/theme.ts'
import type { Curve } from '../curves/curve.ts'
import type { MonitorCost } from '../monitoring/monitor-cost.ts'
import type { SeriesId } from '../names/series.ts'
import { seriesName } from '../names/series-titles.ts'
import { unknownRatio } from '../numbers/interval.ts'
import { drawnPoints } from './speedup-points.ts'

export interface SpeedupData {
  readonly curves: readonly Curve[]
  /** Speedup over the same runtime's serial work, or that speedup over the baseline's. */
  readonly over: 'serial' | 'baseline'
  readonly baseline: SeriesId | 'none'
  readonly usableCores: number
  readonly monitorCost: MonitorCost | null
}

/** The measured curves that have a point to draw. */
export function speedupCurves({ curves, over, baseline }: SpeedupData, theme: ChartTheme): readonly DrawnCurve[] {
  const styles = stylesAmong(curves.map(({ series }) => series))
  const drawn = curves.map(({ series, reference, points }): DrawnCurve => {
    const style = styles.get(series) ?? seriesStyle(series)
    const name = seriesName(series)
    return {
      kind: series === baseline ? 'baseline' : reference ? 'reference' : 'measured',
      name,
      label: name,
      ...curveStyle(style, theme),
      points: drawnPoints(points, over),
    }
  })
  return labelSerialOnce(drawn.filter(({ points }) => points.length > 0))
}

/** The serial work of every runtime stands at one worker and 1×: several such points share one label. */
function labelSerialOnce(curves: readonly DrawnCurve[]): readonly DrawnCurve[] {
  const serial = curves.filter(({ name, points }) => points.length === 1 && / serial(,|$)/.test(name))
  if (serial.length < 2) return curves
  const labelled = serial.find(({ kind }) => kind === 'measured') ?? serial[0]
  return curves.map((curve) =>
    serial.includes(curve) ? { ...curve, label: curve === labelled ? 'serial' : null } : curve,
  )
}

/** The line of a speedup that equals the number of workers, from 1 to the given number. */
export function idealCurve(most: number, theme: ChartTheme): DrawnCurve {
  const points = [1, most].map((workers) => ({ workers, rounds: 0, ratio: { ...unknownRatio, value: workers } }))
  return {
    kind: 'ideal',
    name: 'ideal',
    label: 'ideal',
    colour: theme.colours.grey,
    mark: 'disc',
    open: false,
    dash: [2, 4],
    points,
  }
}
