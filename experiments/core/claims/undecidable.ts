import type { Session } from '../session.ts'

/** Why no claim on a ratio can be decided by this session, whatever its numbers; null where one can. */
export function whyNoRatioDecides({ header, trials }: Session): string | null {
  if (header.quick) return 'quick: two rounds decide nothing'
  const { usableCores } = header.machine
  if (usableCores < 2) {
    return `oversubscribed: with ${String(usableCores)} usable core, workers take turns whatever the lock does`
  }
  const rounds = new Set(trials.filter(({ outcome }) => outcome.kind === 'ok').map(({ round }) => round)).size
  return rounds === 1 ? 'one round decides nothing' : null
}
