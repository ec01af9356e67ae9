import type { Ratio } from '../numbers/interval.ts'
import { share } from '../text/quantity.ts'
import { spreadText } from '../text/spread-text.ts'

/** A share below a thousandth of a percent cannot be distinguished from 0 by any measurement here. */
const leastShown = 5e-6

/** "4.1% (2.9–5.6%)", with the 95% interval, or what there is in its place. */
export function shareText(ratio: Ratio): string {
  const shown = (value: number): number => (Math.abs(value) < leastShown ? 0 : value)
  const { value, low, high, pair } = ratio
  return spreadText(
    {
      value: value === null ? null : shown(value),
      low: low === null ? null : shown(low),
      high: high === null ? null : shown(high),
      ...(pair === undefined ? {} : { pair: [shown(pair[0]), shown(pair[1])] }),
    },
    share,
  )
}
