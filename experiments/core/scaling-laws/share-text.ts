import { formatShare } from '../text/format-number.ts'
import type { Estimate } from './round-jackknife.ts'

/** "4.1% (2.9–5.6%)", with the 95% interval, or "(−1.2 to 3%)" if an end is negative. */
export function shareText({ value, low, high }: Estimate): string {
  const share = signed(value)
  if (low === null || high === null) return `${share} (no interval: 1 round)`
  const [from, to] = [signed(low), signed(high)]
  const bare = from.replace('%', '')
  return low < 0 || high < 0 ? `${share} (${bare} to ${to})` : `${share} (${bare}–${to})`
}

/** A share below a thousandth of a percent cannot be distinguished from 0 by any measurement here. */
function signed(share: number): string {
  if (Math.abs(share) < 5e-6) return '0%'
  return formatShare(share).replace('-', '−')
}
