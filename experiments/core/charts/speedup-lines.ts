import type { ChartDataset } from 'chart.js'
import type { Curve } from '../curves/curve.ts'
import type { SeriesId } from '../names/series.ts'
import { seriesName } from '../names/series-titles.ts'
import type { DrawnCurve, DrawnPoint } from './drawn-curve.ts'
import { seriesStyle, type ChartTheme, type SeriesStyle } from './theme.ts'

export type LineData = ChartDataset<'line', { x: number; y: number }[]>

export interface CurveLineOptions {
  readonly baseline: SeriesId | 'none'
  readonly theme: ChartTheme
  /** Of all series of the chart. */
  readonly styles: ReadonlyMap<SeriesId, SeriesStyle>
}

/** No line without points. */
export function curveLine(
  curve: Curve,
  points: readonly DrawnPoint[],
  { baseline, theme, styles }: CurveLineOptions,
): LineData[] {
  const last = points.at(-1)
  if (last === undefined) return []
  const { colour, dash } = styles.get(curve.series) ?? seriesStyle(curve.series)
  const pair = theme.colours[colour]
  const label = seriesName(curve.series)
  const kind = curve.series === baseline ? 'baseline' : curve.reference ? 'reference' : 'measured'
  const faint = kind === 'reference'
  const lineColour = faint ? `${pair.line}80` : pair.line
  const end = { workers: last.workers, value: last.ratio.value }
  const drawn: DrawnCurve = { kind, label, colour: pair, points, end, theme }
  return [
    {
      label,
      data: points.map(({ workers, ratio }) => ({ x: workers, y: ratio.value })),
      borderColor: lineColour,
      borderWidth: faint ? 1.4 : 2.2,
      borderDash: [...dash],
      borderJoinStyle: 'round',
      pointBackgroundColor: theme.surface,
      pointBorderColor: lineColour,
      pointHoverBackgroundColor: theme.surface,
      pointHoverBorderColor: pair.line,
      pointBorderWidth: faint ? 1.4 : 2,
      pointHoverBorderWidth: 2,
      pointRadius: faint ? 2.8 : 3.4,
      pointHoverRadius: 4.6,
      pointHitRadius: 10,
      tension: 0,
      clip: false,
      curve: () => drawn,
    },
  ]
}

/** Every runtime's serial stands at one worker and 1×: several of them share one label. */
export function labelSerialOnce(datasets: readonly LineData[]): LineData[] {
  const isSerial = (curve: DrawnCurve | undefined) =>
    curve?.points.length === 1 && / serial(,|$)/.test(curve.label ?? '')
  const serial = datasets.filter(({ curve }) => isSerial(curve?.()))
  if (serial.length < 2) return [...datasets]
  const labelled = serial.find(({ curve }) => curve?.().kind === 'measured') ?? serial[0]
  return datasets.map((dataset) => {
    const curve = dataset.curve?.()
    if (curve === undefined || !serial.includes(dataset)) return dataset
    const shared: DrawnCurve = { ...curve, label: dataset === labelled ? 'serial' : null }
    return { ...dataset, curve: () => shared }
  })
}

export function idealLine(to: number, theme: ChartTheme): LineData {
  const end = { workers: to, value: to }
  const ideal: DrawnCurve = { kind: 'ideal', label: 'ideal', colour: theme.colours.grey, points: [], end, theme }
  return {
    label: 'ideal',
    data: [
      { x: 1, y: 1 },
      { x: to, y: to },
    ],
    borderColor: theme.grey,
    borderWidth: 1.2,
    borderDash: [2, 4],
    pointRadius: 0,
    pointHoverRadius: 0,
    pointHitRadius: 0,
    clip: false,
    curve: () => ideal,
  }
}

export function nothingYet(theme: ChartTheme): LineData {
  const curve: DrawnCurve = {
    kind: 'empty',
    label: 'nothing measured yet',
    colour: theme.colours.grey,
    points: [],
    end: null,
    theme,
  }
  return { data: [], curve: () => curve }
}
