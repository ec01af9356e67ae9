import type { Ratio } from '../numbers/interval.ts'
import { columnWriter, writerLike, type Quantity, type Writer } from './quantity.ts'

/** Shown in place of a number that there is none of. */
export const noNumber = '–'

/** An interval whose ends are more than this many times apart says hardly more than that something was measured. */
const widestFactor = 10
/** And, of a share, one that holds more than half of all that is possible. */
const widestShare = 0.5

export const tooFewRounds = 'too few rounds to say'
export const oneRoundOnly = 'one round only'

/** Whether a 95% interval is so wide that its ends tell nothing. */
export function isTooWide(
  { low, high }: Pick<Ratio, 'low' | 'high'>,
  { isShare = false }: Partial<Quantity> = {},
): boolean {
  if (low === null || high === null) return false
  if (isShare) return high - low > widestShare && high > widestFactor * low
  return low <= 0 ? high > 0 : high / low > widestFactor
}

/**
 * A number over rounds with how certain it is: "1.94× (1.80–2.09)" with its 95% interval, "1.80× and 2.09×" of two rounds,
 * "1.94× (one round only)", "about 380× (too few rounds to say)".
 * @param writer the way its column is written; by default its own value decides unit and digits
 */
export function spreadText(spread: Ratio, quantity: Quantity, writer?: Writer): string {
  const { value, low, high, pair } = spread
  if (value === null || !Number.isFinite(value)) return noNumber
  const write = writer ?? (pair === undefined ? writerLike(quantity, value) : columnWriter(quantity, pair))
  if (pair !== undefined) return `${write.one(pair[0])} and ${write.one(pair[1])}`
  if (low === null || high === null) return `${write.one(value)} (${oneRoundOnly})`
  if (value === 1 && low === 1 && high === 1) return write.one(value)
  if (isTooWide(spread, quantity)) return `about ${write.one(value)} (${tooFewRounds})`
  return `${write.one(value)} (${rangeText(low, high, quantity, write)})`
}

/** "1.80–2.09", "46–50%", "−1.2 to 3%", "0–263,950". */
export function rangeText(low: number, high: number, quantity: Quantity, writer = writerLike(quantity, high)): string {
  const end = quantity.isShare === true ? writer.one(high) : writer.bare(high)
  return `${writer.bare(low)}${low < 0 || high < 0 ? ' to ' : '–'}${end}`
}
