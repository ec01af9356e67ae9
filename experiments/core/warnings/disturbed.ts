import { culpritsText, disturbanceText, disturbedTrials } from '../curves/disturbance.ts'
import type { WarningRule } from './warning-rule.ts'

export const disturbed: WarningRule = (session) => {
  const all = disturbedTrials(session)
  const worst = all.toSorted((a, b) => b.disturbance.cores - a.disturbance.cores)[0]
  if (worst === undefined) return null
  const counted = session.trials.filter(({ outcome }) => outcome.kind !== 'cancelled')
  const repeated = all.filter((one) => one.repeated).length
  const again =
    repeated === 0 ? '' : ` ${repeated} of them ran twice in their round, and the less disturbed one counts.`
  const culprits = culpritsText(all)
  const remedy = culprits === null ? 'Run again when the machine is quiet' : `End ${culprits}, and run again`
  return {
    kind: 'disturbed',
    message: `Disturbed: ${all.length} of ${counted.length} trials; in the worst ${disturbanceText(worst.disturbance)}.${again} ${remedy}: what compares times is left open where more than a fifth of the trials were disturbed.`,
  }
}
