import { culpritsText, disturbedTrials } from '../curves/disturbance.ts'
import { enoughUndisturbed } from '../session/counted-trials.ts'
import { disturbanceText } from '../session/disturbance.ts'
import type { WarningRule } from './warning-rule.ts'

export const disturbed: WarningRule = (session) => {
  const all = disturbedTrials(session)
  const worst = all.toSorted((a, b) => b.disturbance.cores - a.disturbance.cores)[0]
  if (worst === undefined) return null
  const counted = session.trials.filter(({ outcome }) => outcome.kind !== 'cancelled')
  const leftOut = all.filter(({ trial, counts }) => trial.outcome.kind === 'ok' && !counts).length
  const instead = `In place of ${leftOut} of them a less disturbed repeat, or ${enoughUndisturbed} undisturbed rounds, count in the estimates.`
  const culprits = culpritsText(all)
  const remedy = culprits === null ? 'Run again when the machine is quiet' : `End ${culprits}, and run again`
  return {
    kind: 'disturbed',
    message: `Disturbed: ${all.length} of ${counted.length} trials; in the worst ${disturbanceText(worst.disturbance)}.${leftOut === 0 ? '' : ` ${instead}`} ${remedy}: what compares times is left open where more than a fifth of the rounds that count were disturbed.`,
  }
}
