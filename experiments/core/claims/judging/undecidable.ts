import { formatShare } from '../../text/format-number.ts'
import type { SeriesId } from '../../names/series.ts'
import { median } from '../../numbers/statistics.ts'
import type { ClaimData } from './claim-rule.ts'

/** A serial worker that computes keeps at least this share of a core busy, or other programs had the rest. */
export const undisturbedShare = 0.8

/**
 * @param serials the serial series, which compute alone
 * @param cores the number of usable cores that the claim takes: a comparison of memory needs no second one
 * @returns why this session can decide no claim on ratios, whatever its numbers; null if it can
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

/** Threads that wait for a core look like threads that wait for a lock, so a busy machine decides nothing. */
function disturbance({ results }: ClaimData, serial: SeriesId): string | null {
  const shares = [...results.of(serial, 1).values()].map(({ busyCores }) => busyCores)
  if (shares.length === 0) return null
  const share = median(shares)
  if (share >= undisturbedShare) return null
  return `disturbed: ${serial} had ${formatShare(share)} of a core, so other programs had the rest, or the work waits`
}
