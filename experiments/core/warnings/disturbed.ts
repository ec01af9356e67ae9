import { culpritsText, disturbedTrials } from '../curves/disturbance.ts'
import { enoughUndisturbed } from '../session/counted-trials.ts'
import { counted } from '../text/format-number.ts'
import type { WarningRule } from './warning-rule.ts'

export const disturbed: WarningRule = (session) => {
  const all = disturbedTrials(session)
  if (all.length === 0) return null
  const ran = session.trials.filter(({ outcome }) => outcome.kind !== 'cancelled')
  const leftOut = all.filter(({ trial, counts }) => trial.outcome.kind === 'ok' && !counts).length
  const instead = ` ${leftOut} of them ${leftOut === 1 ? 'is' : 'are'} left out: a repeat, or ${enoughUndisturbed} undisturbed rounds, count instead.`
  const culprits = culpritsText(all)
  return {
    kind: 'disturbed',
    message: `Disturbed: ${all.length} of ${counted(ran.length, 'trial')} ran while other programs${culprits === null ? '' : ` (${culprits})`} used the cores.${leftOut === 0 ? '' : instead} Verdicts on times are left undecided where that was more than a fifth of the rounds that count. Close other programs and run again.`,
  }
}
