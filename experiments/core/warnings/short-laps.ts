import { formatMs } from '../format-number.ts'
import { median } from '../statistics.ts'
import { named, type WarningRule } from './warning-rule.ts'

/** What calibration aims at for the shortest lap (DESIGN §6). */
const shortestLapMs = 200

export const shortLaps: WarningRule = (_session, conditions) => {
  const short = conditions
    .map(({ name, trials }) => ({ name, lapMs: median(trials.map(({ medianMs }) => medianMs)) }))
    .filter(({ lapMs }) => lapMs < shortestLapMs)
    .sort((a, b) => a.lapMs - b.lapMs)
  const [shortest] = short
  if (shortest === undefined) return null
  return {
    kind: 'short-laps',
    message: `Laps too short: those of ${named(short.map(({ name }) => name))} took ${formatMs(shortest.lapMs)}${short.length > 1 ? ' and more' : ''}, less than ${formatMs(shortestLapMs)}: letting the workers go weighs in that. Raise the size or the tasks of the workload.`,
  }
}
