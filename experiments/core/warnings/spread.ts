import { formatShare } from '../text/format-number.ts'
import { standardDeviation } from '../numbers/statistics.ts'
import type { WarningRule } from './warning-rule.ts'

/** pyperf calls a benchmark unstable whose standard deviation is 10% of its mean (https://pyperf.readthedocs.io). */
const muchSpread = 0.1
/** Fewer trials say little about their spread. */
const fewestTrials = 3

export const spread: WarningRule = (_session, conditions) => {
  const wide = conditions
    .filter(({ trials }) => trials.length >= fewestTrials)
    .map(({ name, trials }) => ({ name, spread: standardDeviation(trials.map(({ medianMs }) => Math.log(medianMs))) }))
    .filter((one) => one.spread > muchSpread)
    .sort((a, b) => b.spread - a.spread)
  const [widest] = wide
  if (widest === undefined) return null
  const others = wide.length === 1 ? '' : `, and those of ${wide.length - 1} more by over ${formatShare(muchSpread)}`
  return {
    kind: 'spread',
    message: `Much spread: the times of ${widest.name} scatter by ${formatShare(widest.spread)} between rounds${others}. The intervals include this. To narrow them, close other programs, use mains power, or allow more rounds.`,
  }
}
