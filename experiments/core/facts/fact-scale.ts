import type { FoundFact, FoundNumber } from './fact-summary.ts'

/** The common axis of the numbers in a group of facts, in their unit. */
export interface FactScale {
  readonly kind: 'linear' | 'log'
  readonly from: number
  readonly to: number
}

/** An interval is cut beyond this many times its value: with two rounds it can be a hundred times as wide as the rest. */
const widestInterval = 2
/** If the largest is this many times the smallest, the axis is logarithmic: the small ones would all lie at the left end. */
const logFrom = 30

/** @returns null if there is nothing to compare by length: no numbers, or counts that are the same in every round */
export function factScale(facts: readonly FoundFact[]): FactScale | null {
  const numbers = facts.flatMap((found) => (found.kind === 'number' && Number.isFinite(found.value) ? [found] : []))
  if (numbers.every(isExactCount)) return null
  const lows = numbers.map(lowEnd)
  const highs = numbers.map(highEnd)
  const [least, most] = [Math.min(...lows), Math.max(...highs)]
  if (least > 0 && most / least >= logFrom) return { kind: 'log', from: least, to: most }
  return { kind: 'linear', from: Math.min(0, least), to: Math.max(0, most) }
}

function isExactCount({ least, most }: FoundNumber): boolean {
  return least === most && Number.isInteger(least)
}

function lowEnd({ value, low, least }: FoundNumber): number {
  if (low === null) return least
  return value > 0 ? Math.max(low, value / widestInterval) : low
}

function highEnd({ value, high, most }: FoundNumber): number {
  if (high === null) return most
  return value > 0 ? Math.min(high, value * widestInterval) : high
}

/** @returns the place of a value on the scale, 0 … 1; a value beyond an end lies at that end */
export function placeOnScale({ kind, from, to }: FactScale, value: number): number {
  if (to <= from) return 0
  const share =
    kind === 'log' ? Math.log(Math.max(value, from) / from) / Math.log(to / from) : (value - from) / (to - from)
  return Math.min(1, Math.max(0, share))
}
