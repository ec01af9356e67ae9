import { formatMs } from '../text/format-number.ts'
import { findKernel } from '../names/kernels.ts'
import { kernelOf } from '../session/kernel-of.ts'
import { median } from '../numbers/statistics.ts'
import { named, type WarningRule } from './warning-rule.ts'

/** Calibration aims at these times for the shortest lap, and for the shortest lap of work that waits (docs/method.md). */
const shortestLapMs = 200
const shortestWaitingLapMs = 40

export const shortLaps: WarningRule = ({ header }, conditions) => {
  const short = conditions
    .map(({ name, series, trials }) => {
      const waits = findKernel(kernelOf(header, series) ?? '')?.waits === true
      const lapMs = median(trials.map(({ lapsMs }) => median(lapsMs)))
      return { name, lapMs, atLeastMs: waits ? shortestWaitingLapMs : shortestLapMs }
    })
    .filter(({ lapMs, atLeastMs }) => lapMs < atLeastMs)
    .sort((a, b) => a.lapMs - b.lapMs)
  const [shortest] = short
  if (shortest === undefined) return null
  return {
    kind: 'short-laps',
    message: `Laps were too short (${formatMs(shortest.lapMs)}${short.length > 1 ? ' and more' : ''}; ${formatMs(shortest.atLeastMs)} needed): start-up noise dominates in ${named(short.map(({ name }) => name))}. Use a larger size.`,
  }
}
