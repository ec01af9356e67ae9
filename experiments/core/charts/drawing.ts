import type { ChartConfiguration } from 'chart.js'
import type { FigureTexts } from './figure-frame.ts'
import type { Pen, Size } from './surface.ts'
import type { ChartTheme } from './theme.ts'

/** What is drawn: Chart.js draws a chart from its configuration, a painting draws itself. */
export type Drawing =
  | { readonly kind: 'chart'; readonly config: ChartConfiguration<'line'> }
  | { readonly kind: 'painting'; readonly paint: (pen: Pen, size: Size) => void }

export interface Look {
  readonly theme: ChartTheme
  /** The texts around a figure in a file; null in the window, whose cards say the same. */
  readonly texts: FigureTexts | null
}
