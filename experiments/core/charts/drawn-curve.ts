import type { Ratio } from '../numbers/interval.ts'
import type { ChartTheme, ColourPair } from './theme.ts'

export interface DrawnPoint {
  readonly workers: number
  /** Its value is a number. */
  readonly ratio: Ratio & { readonly value: number }
  readonly rounds: number
}

/** What the charts' own plugins read from a dataset; a chart that is given new data is then drawn anew all by itself. */
export interface DrawnCurve {
  readonly kind: 'measured' | 'reference' | 'baseline' | 'ideal' | 'empty'
  /** Null where another curve's label speaks for this one too. */
  readonly label: string | null
  readonly colour: ColourPair
  readonly points: readonly DrawnPoint[]
  /** Where the label points to, in workers and speedup; null without any point. */
  readonly end: { readonly workers: number; readonly value: number } | null
  readonly theme: ChartTheme
}

declare module 'chart.js' {
  interface LineControllerDatasetOptions {
    /** A function, since Chart.js's types make every field of an object optional. */
    curve?: () => DrawnCurve
  }
}

/** A chart whose datasets are curves. */
export interface CurveData {
  readonly data: { readonly datasets: readonly { readonly curve?: (() => DrawnCurve) | undefined }[] }
}

export function drawnCurves({ data }: CurveData): readonly DrawnCurve[] {
  return data.datasets.flatMap(({ curve }) => (curve === undefined ? [] : [curve()]))
}
