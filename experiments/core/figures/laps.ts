import type { ChartConfiguration } from 'chart.js'
import { horizontalAxis, verticalAxis } from '../charts/axes.ts'
import { curveChart } from '../charts/curve-chart.ts'
import { curveStyle, type DrawnCurve } from '../charts/drawn-curve.ts'
import type { Look } from '../charts/figure-frame.ts'
import { roundAxis, tickText, workerTicks } from '../charts/round-axis.ts'
import { seriesStyle, stylesAmong } from '../charts/series-styles.ts'
import type { ChartTheme } from '../charts/theme.ts'
import type { SteadyState } from '../curves/steady-state.ts'
import { conditionName } from '../names/condition-name.ts'
import { formatMs } from '../text/format-number.ts'
import { curvesHeightPx, type ExportedFigure } from './figure.ts'
import type { SessionResults } from './session-results.ts'

/** The laps of one long trial of each condition, and from which on they were steady. */
export const lapsFigure = {
  id: 'laps',
  name: 'Laps',
  isOffered: ({ measures }) => measures.longTrials,
  dataOf: ({ steady }: Pick<SessionResults, 'steady'>) => (steady.length === 0 ? null : steady),
  missing: 'No trial of the session is long enough: run it with --steady.',
  textsOf: (_, { experiment }) => ({
    title: experiment.title,
    subtitle:
      'Each lap of one long trial, over the median of its laps behind the last change (Hawkins’ test, by permutation).',
  }),
  heightPx: (_, widthPx) => curvesHeightPx(widthPx),
  draw: (states, look) => ({ kind: 'chart', config: lapsChart(states, look) }),
} as const satisfies ExportedFigure<readonly SteadyState[]>

function lapsChart(states: readonly SteadyState[], look: Look): ChartConfiguration<'line'> {
  const { theme } = look
  const curves = lapCurves(states, theme)
  const most = Math.max(2, ...states.map(({ lapsMs }) => lapsMs.length))
  const axis = roundAxis(Math.max(1.2, ...curves.flatMap(({ points }) => points.map(({ ratio }) => ratio.value))))
  return curveChart(curves, look, {
    tooltipTexts: (curve, lap) => ({
      title: `lap ${lap + 1}`,
      line: `${curves[curve]?.name ?? ''} ${formatMs(states[curve]?.lapsMs[lap] ?? null)}`,
    }),
    x: horizontalAxis(theme, { min: 0.5, max: most + 0.5, ticks: workerTicks(most), text: String, title: 'lap' }),
    y: verticalAxis(theme, {
      min: 0,
      ...axis,
      text: (value) => tickText(value, axis.step),
      title: 'lap time compared with the steady laps',
    }),
  })
}

function lapCurves(states: readonly SteadyState[], theme: ChartTheme): readonly DrawnCurve[] {
  const styles = stylesAmong(states.map(({ series }) => series))
  return states.map(({ series, workers, lapsMs, steadyFrom, steadyMs }) => {
    const style = styles.get(series) ?? seriesStyle(series)
    const name = conditionName({ series, workers })
    const label = `${name}: ${steadyFrom === null ? 'not steady' : steadyFrom === 1 ? 'steady' : `from lap ${steadyFrom}`}`
    const points = lapsMs.map((ms, index) => {
      return { workers: index + 1, rounds: 1, ratio: { value: ms / steadyMs, low: null, high: null } }
    })
    return { kind: 'measured' as const, name, label, ...curveStyle(style, theme), points }
  })
}
