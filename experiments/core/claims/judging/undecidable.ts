import { formatShare } from '../../text/format-number.ts'
import type { SeriesId } from '../../names/series.ts'
import { median } from '../../numbers/statistics.ts'
import type { ClaimData } from './claim-rule.ts'

/** A serial worker that computes has a core to itself, or somebody else had it. */
export const undisturbedShare = 0.8

/**
 * Why no claim on these ratios can be decided by the session, whatever its numbers; null where one can.
 * @param serials that compute alone
 * @param cores that the claim takes: a comparison of memory needs no second one
 */
export function whyNoRatioDecides(data: ClaimData, serials: readonly SeriesId[], cores: 1 | 2): string | null {
  const { header, trials } = data.session
  if (header.quick) return 'quick: two rounds decide nothing'
  const { usableCores } = header.machine
  if (usableCores < cores) {
    return `oversubscribed: with ${usableCores} usable core, workers take turns whatever the lock does`
  }
  const rounds = new Set(trials.filter(({ outcome }) => outcome.kind === 'ok').map(({ round }) => round)).size
  if (rounds === 1) return 'one round decides nothing'
  return serials.map((serial) => disturbance(data, serial)).find((why) => why !== null) ?? null
}

/** Threads that wait for a core and threads that wait for a lock look the same: on a busy machine neither is told. */
function disturbance({ results }: ClaimData, serial: SeriesId): string | null {
  const shares = [...results.of(serial, 1).values()].map(({ busyCores }) => busyCores)
  if (shares.length === 0) return null
  const share = median(shares)
  if (share >= undisturbedShare) return null
  return `disturbed: ${serial} had ${formatShare(share)} of a core, so other programs had the rest, or the work waits`
}
