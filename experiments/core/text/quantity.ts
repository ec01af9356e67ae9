interface Unit {
  readonly name: string
  /** How much of the base unit it is. */
  readonly size: number
  /** It is used from this value on, in the base unit: what would round to it counts. */
  readonly from: number
}

/** A kind of number that people read, with its units from the smallest on. */
export interface Quantity {
  readonly units: readonly [Unit, ...Unit[]]
  /** Percentages have a digit less: 97%, 4.2%, 0.12%. */
  readonly isShare?: boolean
  /** Bytes and counts are whole in the smallest unit. */
  readonly isWhole?: boolean
}

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

function memoryUnits(suffix: string): Quantity['units'] {
  const [first, ...rest] = binary.map((name, power) => ({
    name: ` ${name}${suffix}`,
    size: 1024 ** power,
    from: power === 0 ? 0 : 999.5 * 1024 ** (power - 1),
  }))
  if (first === undefined) throw new Error('memory has units')
  return [first, ...rest]
}

/** In milliseconds: "14.9 µs", "0.42 ms", "412 ms", "12.4 s". */
export const time: Quantity = {
  units: [
    { name: ' µs', size: 1e-3, from: 0 },
    { name: ' ms', size: 1, from: 0.0995 },
    { name: ' s', size: 1000, from: 9999.5 },
  ],
}
/** In bytes: "512 B", "45.2 MiB", and from 1,000 MiB on "0.98 GiB". */
export const memory: Quantity = { units: memoryUnits(''), isWhole: true }
export const memoryRate: Quantity = { units: memoryUnits('/s'), isWhole: true }
export const factor: Quantity = { units: [{ name: '×', size: 1, from: 0 }] }
export const share: Quantity = { units: [{ name: '%', size: 0.01, from: 0 }], isShare: true }
export const plain: Quantity = { units: [{ name: '', size: 1, from: 0 }] }
export const count: Quantity = { ...plain, isWhole: true }

/** A quantity in a unit of its own, such as MiB/s or Hz. */
export function quantityIn(unit: string): Quantity {
  return { units: [{ name: unit.startsWith('/') ? unit : ` ${unit}`, size: 1, from: 0 }] }
}

/** A way to write several numbers alike: in one unit, with the same digits behind the point. */
export interface Writer {
  /** "1.94×". */
  readonly one: (value: number) => string
  /** "1.94", without the unit. */
  readonly bare: (value: number) => string
  readonly unit: string
}

/** @param like the number whose digits, and whose unit if no other is given, hold for all that is written so */
export function writerLike(quantity: Quantity, like: number, unitOf = like): Writer {
  const size = Math.abs(like)
  const unitSize = Math.abs(unitOf)
  // nothing at all is written in the usual unit: "0 ms"
  const fits = (one: Unit): boolean => (unitSize === 0 ? one.size === 1 : unitSize >= one.from)
  const unit = quantity.units.findLast(fits) ?? quantity.units[0]
  const digits = quantity.isWhole === true && unit === quantity.units[0] ? 0 : digitsOf(size / unit.size, quantity)
  const bare = (value: number): string => written(value / unit.size, digits)
  return { one: (value) => `${bare(value)}${unit.name}`, bare, unit: unit.name }
}

/** Digits behind the point: 1.94, 12.4, 124, 0.97, 0.042; of a share 97, 4.2, 0.12. What rounds to 10 is written as 10. */
function digitsOf(size: number, { isShare = false }: Quantity): number {
  if (size === 0) return 0
  if (size < (isShare ? 9.95 : 0.0995)) return Math.min(9, 1 - Math.floor(Math.log10(Number(size.toPrecision(2)))))
  if (isShare) return 0
  if (size < 9.995) return 2
  return size < 99.95 ? 1 : 0
}

function written(value: number, digits: number): string {
  if (value === 0) return '0'
  const text = Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  // a minus is not a hyphen: beside a dash between two numbers they would be taken for each other
  return value < 0 && Number(text.replaceAll(',', '')) !== 0 ? `−${text}` : text
}

/**
 * Writes the numbers of a column in one unit, which suits the middle between the smallest and the largest, and with the same
 * digits: those of the smallest, unless it is so much smaller than the largest that this would have too many.
 */
export function columnWriter(quantity: Quantity, values: readonly (number | null)[]): Writer {
  const sizes = values.flatMap((value) =>
    value === null || !Number.isFinite(value) || value === 0 ? [] : [Math.abs(value)],
  )
  if (sizes.length === 0) return writerLike(quantity, 0)
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  return writerLike(quantity, Math.max(least, most / widestColumn), Math.sqrt(least * most))
}

const widestColumn = 300
