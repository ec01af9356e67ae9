import type { Ratio } from '../numbers/interval.ts'
import { factor, memory, plain, share, time, writerLike, type Quantity } from './quantity.ts'
import { isTooWide, noNumber, rangeText, spreadText } from './spread-text.ts'

function one(value: number | null, quantity: Quantity): string {
  return value === null || !Number.isFinite(value) ? noNumber : writerLike(quantity, value).one(value)
}

/** Three significant digits, and two below 0.1: 1.94, 12.4, 124, 0.97, 0.042. */
export function formatNumber(value: number): string {
  return one(value, plain)
}

/** "412 ms", "41.2 ms", "0.42 ms", below that "42.0 µs"; from ten seconds on "12.4 s". */
export function formatMs(durationMs: number | null): string {
  return one(durationMs, time)
}

/** "1.94×". */
export function formatFactor(value: number | null): string {
  return one(value, factor)
}

/** "1.94× (1.80–2.09)", with the 95% interval, or what there is in its place. */
export function formatRatio(ratio: Ratio): string {
  return spreadText(ratio, factor)
}

/** "45.2 MiB", "1.25 GiB", "512 B". */
export function formatMemory(bytes: number | null): string {
  return one(bytes, memory)
}

/** A fraction as "97%", "4.2%", "0.12%". */
export function formatShare(fraction: number | null): string {
  // 5% is no less exact than 5.0% where it stands alone
  return one(fraction, share).replace(/\.0+%$/, '%')
}

/** "46–50%". */
export function formatShareRange(low: number, high: number): string {
  return rangeText(low, high, share)
}

/** Half of an interval's width, relative to its middle: "±18%". */
export function formatHalfWidth(fraction: number): string {
  return `±${formatShare(fraction)}`
}

/** Half of the ratio's interval on the logarithmic scale, to follow the value: " ±3%"; empty if it says nothing. */
export function halfWidthSuffix(ratio: Ratio): string {
  const { low, high } = ratio
  if (low === null || high === null || low <= 0 || isTooWide(ratio)) return ''
  return ` ${formatHalfWidth(Math.sqrt(high / low) - 1)}`
}

/** "1,024": digits in groups of three. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

/** "1 round", "5 to 12 rounds". */
export function countedRange({ min, max }: { readonly min: number; readonly max: number }, one: string): string {
  return min === max ? counted(max, one) : `${formatCount(min)} to ${counted(max, one)}`
}

/** "1 worker", "1,024 workers", "1 process", "2 processes". */
export function counted(amount: number, one: string, many = `${one}s`): string {
  return `${formatCount(amount)} ${amount === 1 ? one : many}`
}
