import { formatShare } from '../text/format-number.ts'
import type { WarningRule } from './warning-rule.ts'

/** A smaller share changes no ratio by as much as a session can measure. */
const muchSteal = 0.01

export const steal: WarningRule = ({ samples }) => {
  let [stolenMs, elapsedMs, most] = [0, 0, 0]
  for (const [index, { atMs, steal: share = 0 }] of samples.entries()) {
    const before = samples[index - 1]
    if (before === undefined) continue
    stolenMs += share * (atMs - before.atMs)
    elapsedMs += atMs - before.atMs
    most = Math.max(most, share)
  }
  const share = elapsedMs > 0 ? stolenMs / elapsedMs : 0
  if (share <= muchSteal) return null
  return {
    kind: 'steal',
    message: `Steal: the hypervisor gave ${formatShare(share)} of the cores' time to other machines, up to ${formatShare(most)} at a time: workers waited meanwhile. Run on a machine of your own or with cores of its own, or at a quieter time.`,
  }
}
