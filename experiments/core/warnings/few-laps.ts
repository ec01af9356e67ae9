import { counted } from '../text/format-number.ts'
import { named, type WarningRule } from './warning-rule.ts'

/** hyperfine makes at least as many runs (https://github.com/sharkdp/hyperfine). */
const fewestLaps = 10

export const fewLaps: WarningRule = ({ header }, conditions) => {
  // A quick run is a first look, and says so.
  if (header.quick) return null
  const few = conditions.filter(({ trials }) => lapsOf(trials) < fewestLaps)
  if (few.length === 0) return null
  const least = Math.min(...few.map(({ trials }) => lapsOf(trials)))
  return {
    kind: 'few-laps',
    message: `Too few laps: ${named(few.map(({ name }) => name))} had ${counted(least, 'measured lap')}, and ${fewestLaps} are needed to know how much they scatter. Raise rounds, laps or budget.`,
  }
}

function lapsOf(trials: readonly { readonly lapsMs: readonly number[] }[]): number {
  return trials.reduce((sum, { lapsMs }) => sum + lapsMs.length, 0)
}
