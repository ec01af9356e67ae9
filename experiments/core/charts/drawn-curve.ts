import type { ChartDataset } from 'chart.js'
import type { Ratio } from '../numbers/interval.ts'
import { pointStyles, type Mark } from './mark.ts'
import type { SeriesStyle } from './series-styles.ts'
import type { ChartTheme, ColourPair } from './theme.ts'

/** Radii in px at which the marks look equally large. */
export const markRadius: Readonly<Record<Mark | 'faint', number>> = {
  disc: 3.2,
  square: 4,
  diamond: 4,
  triangle: 4,
  down: 4,
  cross: 4,
  faint: 2.8,
}

export interface DrawnPoint {
  /** The place on the horizontal axis: a number of workers, or what another chart has in its stead. */
  readonly workers: number
  readonly ratio: Ratio & { readonly value: number }
  readonly rounds: number
}

export interface DrawnCurve {
  readonly kind: 'measured' | 'reference' | 'baseline' | 'ideal'
  readonly name: string
  /** What stands at the line's end; null if another curve's label stands for this one too. */
  readonly label: string | null
  readonly colour: ColourPair
  readonly mark: Mark
  /** Open marks are filled with the ground. */
  readonly open: boolean
  /** Canvas line dash in px. */
  readonly dash: readonly number[]
  readonly points: readonly DrawnPoint[]
}

export function curveStyle({ colour, mark, open, dash }: SeriesStyle, theme: ChartTheme) {
  return { colour: theme.colours[colour], mark, open, dash }
}

export type LineData = ChartDataset<'line', { x: number; y: number }[]>

export function curveLine(curve: DrawnCurve, theme: ChartTheme): LineData {
  const { kind, name, colour, mark, open, dash, points } = curve
  const line: LineData = {
    label: name,
    data: points.map(({ workers, ratio }) => ({ x: workers, y: ratio.value })),
    borderDash: [...dash],
    tension: 0,
    clip: false,
  }
  if (kind === 'ideal')
    return {
      ...line,
      borderColor: colour.line,
      borderWidth: 1.2,
      pointRadius: 0,
      pointHoverRadius: 0,
      pointHitRadius: 0,
    }
  const faint = kind === 'reference'
  const lineColour = faint ? `${colour.line}80` : colour.line
  return {
    ...line,
    borderColor: lineColour,
    borderWidth: faint ? 1.2 : 1.7,
    borderJoinStyle: 'round',
    ...pointStyles[mark],
    pointBackgroundColor: open ? theme.surface : lineColour,
    pointBorderColor: lineColour,
    pointHoverBackgroundColor: theme.surface,
    pointHoverBorderColor: colour.line,
    pointBorderWidth: faint ? 1.2 : 1.6,
    pointHoverBorderWidth: 2,
    pointRadius: markRadius[faint ? 'faint' : mark],
    pointHoverRadius: 4.6,
    pointHitRadius: 10,
  }
}
