import { formatShare } from '../text/format-number.ts'
import type { Estimate } from './round-jackknife.ts'

/** "4.1% (2.9–5.6%)", with the 95% interval; "(−1.2 to 3%)" where a minus stands in it. */
export function shareText({ value, low, high }: Estimate): string {
  const share = signed(value)
  if (low === null || high === null) return `${share} (no interval: 1 round)`
  const [from, to] = [signed(low), signed(high)]
  const bare = from.replace('%', '')
  return low < 0 || high < 0 ? `${share} (${bare} to ${to})` : `${share} (${bare}–${to})`
}

/** Nothing that anybody measures here is told from 0 below a thousandth of a percent. */
function signed(share: number): string {
  if (Math.abs(share) < 5e-6) return '0%'
  return formatShare(share).replace('-', '−')
}
