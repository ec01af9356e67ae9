import { geometricInterval, type Ratio } from '../../numbers/interval.ts'
import { formatNumber } from '../../text/format-number.ts'
import { plain, type Quantity } from '../../text/quantity.ts'
import { isTooWide, oneRoundOnly, tooFewRounds } from '../../text/spread-text.ts'
import type { Evidence } from './claim-rule.ts'
import type { SeriesId } from '../../names/series.ts'

export interface WorkersAt {
  readonly series: SeriesId
  readonly workers: number
}

/** One comparison of a ratio's interval with a bound. */
export interface RatioTest {
  /** What was measured: "2 threads". */
  readonly subject: string
  /** The words after the number: "over serial". */
  readonly relation: string
  readonly unit: Evidence['unit']
  /** The logarithm of the ratio in each round. Their geometric interval is tested, unless `interval` forms another. */
  readonly logRatios: readonly number[]
  interval?(confidence: number): Ratio
  readonly bound: number
  /** The side of the bound on which the whole interval has to lie. */
  readonly side: 'above' | 'below'
  /**
   * The workers whose number it is, and those that they are compared with. The guards are applied to both, and to serial
   * beside them (guards.ts). Absent where other programs do not change the number, as with memory.
   */
  readonly of?: WorkersAt
  readonly over?: WorkersAt
  /** Where the ratio is judged, after the bound: "with a fast core for each worker". */
  readonly where?: string
  /** Whether the claim takes it only to tell two causes apart: if it fails, the claim is open and not refuted. */
  readonly contrast?: true
}

export interface JudgedTest {
  readonly test: RatioTest
  readonly ratio: Ratio
  readonly result: 'holds' | 'fails' | 'open'
  readonly confidence: number
}

/** A share in percent, as tests of overlaps have it. */
const percentage: Pick<Quantity, 'isShare'> = { isShare: true }

/** A test holds or fails if the whole interval is on one side; an interval that touches its bound leaves it open. */
export function judge(test: RatioTest, confidence: number): JudgedTest {
  const ratio = test.interval?.(confidence) ?? geometricInterval(test.logRatios, confidence)
  const result = resultOf(test, ratio)
  return { test, ratio, result: result === 'fails' && test.contrast === true ? 'open' : result, confidence }
}

function resultOf({ bound, side }: RatioTest, { low, high }: Ratio): JudgedTest['result'] {
  if (low === null || high === null) return 'open'
  if (low > bound) return side === 'above' ? 'holds' : 'fails'
  if (high < bound) return side === 'below' ? 'holds' : 'fails'
  return 'open'
}

/** Writes "2 CPython threads: 1.02× (95% interval 0.95–1.10×) compared with serial". */
export function measurement({ test, ratio, confidence, result }: JudgedTest): string {
  const { subject, relation, unit, bound } = test
  const { value, low, high, pair } = ratio
  if (value === null) return `${subject} ${relation}: no round has both trials`
  const show = (number: number): string => besideBound(number, bound)
  if (low === null || high === null) {
    return `${subject}: ${show(value)}${unit} ${relation} (${oneRoundOnly})`
  }
  const values = pair === undefined ? `${show(value)}${unit}` : `${show(pair[0])}${unit} and ${show(pair[1])}${unit}`
  // an interval that decides nothing and is far too wide is no number that helps
  const quantity = unit === '%' ? percentage : plain
  if (result === 'open' && (pair !== undefined || isTooWide(ratio, quantity))) {
    return `${subject}: ${pair === undefined ? 'about ' : ''}${values} ${relation} (${tooFewRounds})`
  }
  const interval = `${percent(confidence)} interval ${show(low)}–${show(high)}${unit}`
  return `${subject}: ${values} (${interval}) ${relation}`
}

/** Writes "true if the whole interval is below 1.25× with a fast core for each worker". */
export function condition({ bound, side, unit, where }: RatioTest): string {
  return `true if the whole interval is ${side} ${bound}${unit}${where === undefined ? '' : ` ${where}`}`
}

export function evidenceOf({ test, ratio }: JudgedTest): Evidence | null {
  const { value, low, high } = ratio
  return value === null ? null : { value, low, high, bound: test.bound, side: test.side, unit: test.unit }
}

/** Writes enough digits to show the side of the bound: 1.2496 beside 1.25 is not written as 1.25. */
function besideBound(value: number, bound: number): string {
  const side = Math.sign(value - bound)
  if (value >= 10) return formatNumber(value)
  const texts = [formatNumber(value), ...[3, 4, 5].map((digits) => value.toFixed(digits))]
  return texts.find((text) => Math.sign(Number(text) - bound) === side) ?? String(value)
}

function percent(confidence: number): string {
  return `${Number((confidence * 100).toFixed(2))}%`
}
