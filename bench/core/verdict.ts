import { logHalfWidth, type Ratio } from '../../experiments/core/numbers/interval.ts'
import { formatHalfWidth, formatNumber } from '../../experiments/core/text/format-number.ts'
import type { Met, Target } from './bench-row.ts'

/** An interval that lies across an end of its target decides something only while it is no wider than this. */
const fineHalfWidth = Math.log(1.02)

/**
 * Whether the interval meets the target: it does where it lies within, and where it reaches into it and is no wider than
 * the target itself (or, where the target is open at one end, than ±2%); it does not where the two are apart. A wide
 * interval that lies across an end decides nothing: it says its width.
 */
export function judge({ value, low, high }: Ratio, target: Target): Met {
  if (value === null) return 'undecided (not measured)'
  if (low === null || high === null) return 'undecided (no interval: one measurement)'
  const [least, most] = [target.low ?? Number.NEGATIVE_INFINITY, target.high ?? Number.POSITIVE_INFINITY]
  if (low >= least && high <= most) return true
  if (high < least || low > most) return false
  const halfWidth = logHalfWidth({ value, low, high }) ?? Number.POSITIVE_INFINITY
  if (halfWidth <= ownHalfWidth(target)) return true
  return `undecided (${formatHalfWidth(Math.expm1(halfWidth))})`
}

function ownHalfWidth({ low, high }: Target): number {
  if (low === null || high === null) return fineHalfWidth
  return Math.max(fineHalfWidth, Math.log(high / low) / 2)
}

/** "0.98–1.02", "≤ 1.10", "≥ 0.90". */
export function targetText({ low, high }: Target): string {
  if (low !== null && high !== null) return `${formatNumber(low)}–${formatNumber(high)}`
  if (high !== null) return `≤ ${formatNumber(high)}`
  return low === null ? 'none' : `≥ ${formatNumber(low)}`
}
