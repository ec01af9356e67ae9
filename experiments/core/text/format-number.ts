import type { Ratio } from '../numbers/interval.ts'

/** Shown in place of a number that there is none of. */
export const noNumber = '–'

/** Three significant digits, and two below 0.1: 1.94, 12.4, 124, 0.97, 0.042. */
export function formatNumber(value: number): string {
  const size = Math.abs(value)
  if (size === 0) return '0'
  if (size < 0.0995) return Number(value.toPrecision(2)).toString()
  if (size < 9.995) return value.toFixed(2)
  if (size < 99.95) return value.toFixed(1)
  return Math.round(value).toLocaleString('en-US')
}

/** "412 ms", "41.2 ms", "0.42 ms"; from ten seconds on "12.4 s". */
export function formatMs(durationMs: number | null): string {
  if (durationMs === null || !Number.isFinite(durationMs)) return noNumber
  if (Math.abs(durationMs) >= 9_999.5) return `${formatNumber(durationMs / 1000)} s`
  return `${formatNumber(durationMs)} ms`
}

/** "1.94×". */
export function formatFactor(factor: number | null): string {
  return factor === null || !Number.isFinite(factor) ? noNumber : `${formatNumber(factor)}×`
}

/**
 * "1.94× (1.80–2.09)", with the 95% interval.
 * @param rounds how many rounds the ratio comes from; a single one is named as the reason for there being no interval
 */
export function formatRatio(ratio: Ratio, rounds: number): string {
  if (ratio.value === null) return noNumber
  const { value, low, high } = ratio
  if (low !== null && high !== null) {
    const reference = value === 1 && low === 1 && high === 1
    return reference ? formatFactor(value) : `${formatFactor(value)} (${formatNumber(low)}–${formatNumber(high)})`
  }
  return `${formatFactor(value)} (no interval${rounds === 1 ? ': 1 round' : ''})`
}

/** "45.2 MiB", "1.25 GiB", "512 B". */
export function formatMemory(bytes: number | null): string {
  if (bytes === null || !Number.isFinite(bytes)) return noNumber
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  let [value, unit] = [bytes, 0]
  // 1,023.6 would be shown as 1,024: the next unit from there on.
  while (Math.abs(value) >= 1023.5 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1]
  return `${unit === 0 ? Math.round(value).toLocaleString('en-US') : formatNumber(value)} ${units[unit] ?? ''}`
}

/** A fraction as "97%", "4.2%", "0.12%". */
export function formatShare(fraction: number | null): string {
  if (fraction === null || !Number.isFinite(fraction)) return noNumber
  const percent = fraction * 100
  if (percent === 0) return '0%'
  return Math.abs(percent) < 9.95 ? `${Number(percent.toPrecision(2))}%` : `${Math.round(percent)}%`
}

/** "46–50%". */
export function formatShareRange(low: number | null, high: number | null): string {
  return `${formatShare(low).replace('%', '')}–${formatShare(high)}`
}

/** Half of an interval's width, relative to its middle: "±18%". */
export function formatHalfWidth(fraction: number): string {
  return `±${formatShare(fraction)}`
}

/** Half of the ratio's interval on the logarithmic scale, to follow the value: " ±3%"; empty if there is no interval. */
export function halfWidthSuffix({ low, high }: Ratio): string {
  return low === null || high === null || low <= 0 ? '' : ` ${formatHalfWidth(Math.sqrt(high / low) - 1)}`
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
