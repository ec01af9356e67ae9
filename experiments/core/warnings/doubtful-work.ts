import { sessionDoubts } from '../curves/work-doubts.ts'
import { named, type WarningRule } from './warning-rule.ts'
import { conditionName } from '../names/condition-name.ts'

/** Says what was seen of the first condition, and names the others. */
export const doubtfulWork: WarningRule = (session) => {
  const doubts = sessionDoubts(session)
  const [first, ...others] = doubts
  if (first === undefined) return null
  const likewise = others.length === 0 ? '' : ` The same is true of ${named(others.map(conditionName))}.`
  return {
    kind: 'doubtful-work',
    message: `Doubtful work: ${first.why}${first.why.endsWith('?') ? '' : '.'}${likewise} Their ratios are shown and decide nothing.`,
  }
}
