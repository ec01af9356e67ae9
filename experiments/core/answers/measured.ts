import { geometricInterval, type Ratio } from '../numbers/interval.ts'
import { formatNumber } from '../text/format-number.ts'
import { isTooWide, oneRoundOnly } from '../text/spread-text.ts'
import { words, type AnswerPart } from './answer.ts'

/** A quantity above 0, with its 95% interval over the rounds and the value of each round. */
export interface Measured extends Ratio {
  readonly value: number
  readonly each: readonly number[]
}

/** @param logs the logarithm of the quantity in each round; null without rounds */
export function measured(logs: readonly number[]): Measured | null {
  const { value, low, high } = geometricInterval(logs)
  return value === null ? null : { value, low, high, each: logs.map(Math.exp).sort((a, b) => a - b) }
}

/** The ends of a range as charts draw them: both values of two rounds, and none that says nothing. */
export function drawnRange({ low, high, each }: Measured): Pick<Ratio, 'low' | 'high'> {
  const [first = null, second = null] = each
  if (each.length === 2) return { low: first, high: second }
  return isTooWide({ low, high }) ? { low: null, high: null } : { low, high }
}

/**
 * How sure it is: "(0.97–1.03)"; two rounds show both of their values, since the interval over two is mostly a guess.
 * @param show writes one end
 */
export function rangeOf({ low, high, each }: Measured, show: (value: number) => string = formatNumber): AnswerPart {
  return { text: `(${rangeText(low, high, each.map(show), show)})`, range: true }
}

function rangeText(
  low: number | null,
  high: number | null,
  each: readonly string[],
  show: (value: number) => string,
): string {
  if (low === null || high === null) return oneRoundOnly
  const [first = '', second = ''] = each
  if (each.length === 2) {
    return first === second ? 'the same in both rounds' : `${joined(first, ' and ', second)} in two rounds`
  }
  if (isTooWide({ low, high })) return 'too few rounds to say how sure'
  return joined(show(low), '–', show(high))
}

/** "4.98–5.12 ms": a unit that both have is written once. */
function joined(one: string, sign: string, other: string): string {
  const unit = other.slice(other.indexOf(' '))
  return `${other.includes(' ') && one.endsWith(unit) ? one.slice(0, -unit.length) : one}${sign}${other}`
}

/** "1.97× (1.87–2.06)" in running text. */
export function withRange(
  value: AnswerPart,
  estimate: Measured,
  show: (value: number) => string = formatNumber,
): readonly AnswerPart[] {
  return [value, words(' '), rangeOf(estimate, show)]
}
