import { formatMs } from '../format-number.ts'
import { outlierMarks } from '../outliers.ts'
import { median } from '../statistics.ts'
import type { MeasuredCondition } from './measured-conditions.ts'
import type { WarningRule } from './warning-rule.ts'

/** Among fewer trials none can be told to be the odd one. */
const fewestTrials = 5
/** On a steady machine a trial is far out by a hair, which disturbs nothing. */
const smallExcess = Math.log(1.05)

export const outlyingTrials: WarningRule = (_session, conditions) => {
  const outliers = conditions.flatMap(outliersOf)
  const [first] = outliers.toSorted((a, b) => Math.abs(b.excess) - Math.abs(a.excess))
  if (first === undefined) return null
  const all = conditions.reduce((sum, { trials }) => sum + trials.length, 0)
  const many = outliers.length === 1 ? '1 trial lies' : `${String(outliers.length)} trials lie`
  const which = outliers.length === 1 ? 'it is' : 'the farthest is'
  return {
    kind: 'outliers',
    message: `Outliers: ${many} far from the others of the condition (of ${String(all)}); ${which} ${first.name} in round ${String(first.round + 1)}, ${formatMs(first.medianMs)} where ${formatMs(first.typicalMs)} is usual. Nothing is dropped; see what else ran then, and run again on a quiet machine.`,
  }
}

interface Outlier {
  readonly name: string
  readonly round: number
  readonly medianMs: number
  readonly typicalMs: number
  /** ln of its time over the usual one. */
  readonly excess: number
}

function outliersOf({ name, trials }: MeasuredCondition): readonly Outlier[] {
  if (trials.length < fewestTrials) return []
  const marks = outlierMarks(trials.map(({ medianMs }) => Math.log(medianMs)))
  const typicalMs = median(trials.map(({ medianMs }) => medianMs))
  return trials
    .filter((_trial, index) => marks[index])
    .map(({ round, medianMs }) => ({ name, round, medianMs, typicalMs, excess: Math.log(medianMs / typicalMs) }))
    .filter(({ excess }) => Math.abs(excess) > smallExcess)
}
