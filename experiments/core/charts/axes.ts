import type { Tick } from 'chart.js'
import type { ChartTheme } from './theme.ts'

interface AxisRange {
  readonly min: number
  readonly max: number
  readonly text: (value: number) => string
}

interface HorizontalAxis extends AxisRange {
  readonly ticks: readonly number[]
  readonly title?: string
  /** The least room in px between two tick labels; labels that are closer are left out. */
  readonly gapPx?: number
}

interface VerticalAxis extends AxisRange {
  readonly step: number
  readonly title?: string
}

/** An axis without lines, with ticks at the given values. */
export function horizontalAxis(theme: ChartTheme, { min, max, ticks, text, title, gapPx = 3 }: HorizontalAxis) {
  const font = { family: theme.fontFamily, size: 11 }
  return {
    type: 'linear' as const,
    min,
    max,
    grid: { display: false },
    border: { display: false },
    title: {
      display: title !== undefined,
      text: title ?? '',
      color: theme.muted,
      font,
      padding: { top: 2, bottom: 0 },
    },
    ticks: {
      color: theme.muted,
      font,
      maxRotation: 0,
      autoSkipPadding: gapPx,
      callback: (value: number | string) => text(Number(value)),
    },
    afterBuildTicks: (scale: { ticks: Tick[] }) => {
      scale.ticks = ticks.map((value) => ({ value }))
    },
  }
}

/** An axis with a hairline across the plot at each multiple of its step. */
export function verticalAxis(theme: ChartTheme, { min, max, step, text, title }: VerticalAxis) {
  const font = { family: theme.fontFamily, size: 11 }
  return {
    type: 'linear' as const,
    min,
    max,
    grid: { color: theme.line, lineWidth: 1, drawTicks: false },
    border: { display: false },
    title: {
      display: title !== undefined,
      text: title ?? '',
      color: theme.muted,
      font,
      padding: { top: 0, bottom: 2 },
    },
    ticks: {
      color: theme.muted,
      font,
      padding: 10,
      stepSize: step,
      callback: (value: number | string) => text(Number(value)),
    },
  }
}
