import type { ChartConfiguration } from 'chart.js'
import type { Pen, Size } from './surface.ts'

/** Chart.js draws a chart from its configuration; a painting draws itself on a canvas. */
export type Drawing =
  | { readonly kind: 'chart'; readonly config: ChartConfiguration<'line'> }
  | { readonly kind: 'painting'; readonly paint: (pen: Pen, size: Size) => void }
