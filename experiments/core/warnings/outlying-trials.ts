import { conditionName } from '../names/condition-name.ts'
import { formatMs } from '../text/format-number.ts'
import { excess, outlyingTrials as find } from '../curves/outlying-trials.ts'
import type { WarningRule } from './warning-rule.ts'

export const outlyingTrials: WarningRule = (_session, conditions) => {
  const outliers = find(conditions)
  const [first] = outliers.toSorted((a, b) => excess(b) - excess(a))
  if (first === undefined) return null
  const { round, medianMs, typicalMs } = first
  const all = conditions.reduce((sum, { trials }) => sum + trials.length, 0)
  const many = outliers.length === 1 ? '1 trial lies' : `${outliers.length} trials lie`
  const which = outliers.length === 1 ? 'it is' : 'the farthest is'
  return {
    kind: 'outliers',
    message: `Outliers: ${many} far from the others of the condition (of ${all}); ${which} ${conditionName(first)} in round ${round + 1}, ${formatMs(medianMs)} where ${formatMs(typicalMs)} is usual. Nothing is left out. See what else ran then, and run again on a quiet machine.`,
  }
}
