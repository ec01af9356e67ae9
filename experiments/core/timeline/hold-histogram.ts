import { roundStep } from '../numbers/round-step.ts'
import { quantile } from '../numbers/statistics.ts'

/** Counts holds by length, in bins of equal width from 0 on. The last bin also counts all longer holds. */
export interface HoldHistogram {
  readonly binMs: number
  readonly counts: readonly number[]
}

const bins = 50

/**
 * The histogram over the holds of all rounds, for a figure. It reaches to at least twice the switch interval, so that only
 * exceptions are longer.
 * @returns null without holds
 */
export function holdHistogram(holdsMs: readonly number[], switchIntervalMs: number | null): HoldHistogram | null {
  if (holdsMs.length === 0) return null
  const reachMs = Math.max(quantile(holdsMs, 0.95) * 1.2, (switchIntervalMs ?? 0) * 2)
  const binMs = roundStep(reachMs / bins)
  const counts = new Array<number>(Math.ceil(reachMs / binMs - 1e-9)).fill(0)
  for (const holdMs of holdsMs) {
    const bin = Math.min(counts.length - 1, Math.floor(holdMs / binMs))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { binMs, counts }
}
