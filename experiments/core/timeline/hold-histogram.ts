import { roundStep } from '../numbers/round-step.ts'
import { quantile } from '../numbers/statistics.ts'

/** How long holds were: bins of equal width from 0 on, the last one with all that were longer. */
export interface HoldHistogram {
  readonly binMs: number
  readonly counts: readonly number[]
}

const bins = 50

/**
 * To look at, over the holds of all rounds. It reaches to twice the switch interval at least, so that what is cut there
 * are exceptions.
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
