/** Quantities as people write them in experiment files: a number and its unit, "5min", "250 ms", "10%", "4GiB". */

const msOfUnit = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 }
const bytesOfUnit = {
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
}

/** The same grammar for editors (JSON Schema) and for the parser. */
export const durationPattern = '^[0-9]+(\\.[0-9]+)? ?(ms|s|min|h)$'
export const percentPattern = '^[0-9]+(\\.[0-9]+)? ?%$'
export const bytesPattern = '^[0-9]+(\\.[0-9]+)? ?(B|KiB|MiB|GiB|TiB|kB|MB|GB|TB)$'

const longestQuantity = 40
const quantity = /^(\d+(?:\.\d+)?) ?([A-Za-z]+|%)$/

function parseQuantity(text: string, factors: ReadonlyMap<string, number>): number | null {
  const match = text.length <= longestQuantity ? quantity.exec(text.trim()) : null
  const factor = factors.get(match?.[2] ?? '')
  return match === null || factor === undefined ? null : withoutRoundingError(Number(match[1]) * factor)
}

/** 0.07 × 1000 is 70.00000000000001 in binary: nobody wrote that. */
function withoutRoundingError(value: number): number {
  return Number(value.toPrecision(15))
}

const durations = new Map(Object.entries(msOfUnit))
const percents = new Map([['%', 0.01]])
const sizes = new Map(Object.entries(bytesOfUnit))

/** @returns milliseconds, or null if the text is no duration */
export function parseDuration(text: string): number | null {
  return parseQuantity(text, durations)
}

/** @returns a fraction (10% is 0.1), or null if the text is no percentage */
export function parsePercent(text: string): number | null {
  return parseQuantity(text, percents)
}

/** @returns whole bytes, or null if the text is no size */
export function parseBytes(text: string): number | null {
  const bytes = parseQuantity(text, sizes)
  return bytes === null ? null : Math.round(bytes)
}

/** The largest of the units in which the value is at least 1, with up to three digits after the point. */
function formatIn(value: number, units: Readonly<Record<string, number>>, smallest: string): string {
  let [unit, factor] = [smallest, units[smallest] ?? 1]
  for (const [name, size] of Object.entries(units)) if (size > factor && value >= size) [unit, factor] = [name, size]
  return `${Number((value / factor).toFixed(3))}${unit}`
}

/** "5min", "1.5s", "0.1ms": what `parseDuration` reads. */
export function writeDuration(durationMs: number): string {
  return formatIn(durationMs, msOfUnit, 'ms')
}

/** "10%", "0.1%". */
export function writePercent(fraction: number): string {
  return `${Number((fraction * 100).toFixed(3))}%`
}

const { B, KiB, MiB, GiB, TiB } = bytesOfUnit

/** "4GiB", "1.5MiB", "17B". */
export function writeBytes(bytes: number): string {
  return formatIn(bytes, { B, KiB, MiB, GiB, TiB }, 'B')
}
