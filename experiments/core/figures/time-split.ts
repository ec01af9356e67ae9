import type { TimeSplit } from '../time-split/time-split.ts'
import { FigureFrame } from '../charts/figure-frame.ts'
import type { ExportedFigure } from './figure.ts'
import type { SessionResults } from './session-results.ts'
import { paintBars } from './time-split-bars.ts'
import { paintTimeRows, rowsHeight } from './time-split-rows.ts'

export const timeSplitFigure = {
  id: 'time',
  name: 'Where the time goes',
  isOffered: ({ measures }) => measures.laps,
  dataOf: ({ times }: Pick<SessionResults, 'times'>) => (times.conditions.length === 0 ? null : times),
  missing: "The session has no worker's time to split: no trial of it was timed.",
  textsOf: (_, { experiment }) => ({
    title: experiment.title,
    subtitle:
      'Where the workers’ time goes: workers × lap, each part as it was measured, the mean of the rounds with 95% intervals.',
  }),
  heightPx: (times, widthPx) => 10 + rowsHeight(times, widthPx - 10),
  draw: (times, look) => ({
    kind: 'painting',
    paint: (pen, size) => {
      const frame = new FigureFrame(look)
      frame.paint(pen, size)
      const { top, left, right, bottom } = frame.room(pen, size.width)
      const area = { top, left, right: size.width - right, bottom: size.height - bottom }
      if (look.paper === undefined) paintBars(pen, times, area, look.theme)
      else paintTimeRows(pen, times, area, look.theme)
    },
  }),
} as const satisfies ExportedFigure<TimeSplit>
