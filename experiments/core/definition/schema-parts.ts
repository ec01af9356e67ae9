import { z } from 'zod'
import { didYouMean } from '../text/did-you-mean.ts'
import {
  bytesPattern,
  durationPattern,
  writeBytes,
  writeDuration,
  writePercent,
  parseBytes,
  parseDuration,
  parsePercent,
  percentPattern,
} from '../text/units.ts'
import { formatCount } from '../text/format-number.ts'

/**
 * The parts that experiment files are made of. Every error text follows "expected" in a problem. No part transforms its
 * value, so that the schema of the input is also the one that editors use.
 */

export function wholeExpected(min: number, max: number): string {
  return `a whole number from ${formatCount(min)} to ${formatCount(max)}`
}

export function whole(min: number, max: number, error = wholeExpected(min, max)) {
  return z.int({ error }).min(min, { error }).max(max, { error })
}

export function wholeOrAuto(min: number, max: number) {
  const error = `auto or ${wholeExpected(min, max)}`
  return z.union([z.literal('auto'), whole(min, max, error)], { error })
}

interface Quantity {
  readonly pattern: string
  parse(text: string): number | null
  format(value: number): string
}

function quantity(kind: Quantity, min: number, max: number, expected: string) {
  const error = `${expected} from ${kind.format(min)} to ${kind.format(max)}`
  const isInRange = (text: string): boolean => {
    const value = kind.parse(text)
    return value !== null && value >= min && value <= max
  }
  return z.string({ error }).refine(isInRange, { error }).meta({ pattern: kind.pattern })
}

export function duration(minMs: number, maxMs: number) {
  const kind = { pattern: durationPattern, parse: parseDuration, format: writeDuration }
  return quantity(kind, minMs, maxMs, 'a duration such as 90s (ms, s, min or h)')
}

export function percentage(min: number, max: number) {
  return quantity(
    { pattern: percentPattern, parse: parsePercent, format: writePercent },
    min,
    max,
    'a percentage such as 5.5%',
  )
}

export function bytes(min: number, max: number) {
  return quantity(
    { pattern: bytesPattern, parse: parseBytes, format: writeBytes },
    min,
    max,
    'a size (MiB, GiB or TiB)',
  )
}

/** YAML 1.1 took these words for on and off. */
const switchWords: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [true, 'on'],
  ['yes', 'on'],
  [false, 'off'],
  ['no', 'off'],
])

export function oneOf<const T extends string>(names: readonly T[], expected: string) {
  return z.enum(names, {
    error: ({ input }) => {
      const meant = names.find((name) => name === switchWords.get(input))
      return `${expected}${meant === undefined ? didYouMean(input, names) : `; did you mean ${meant}?`}`
    },
  })
}

export function listOf<T extends z.ZodType>(item: T, error: string, atLeast: 0 | 1 = 1) {
  return z
    .array(item, { error })
    .min(atLeast, { error })
    .max(1000, { error: `${error}, at most 1,000 long` })
}

export function text(longest: number, what: string) {
  const error = `${what} of at most ${formatCount(longest)} characters`
  return z.string({ error }).max(longest, { error })
}

export function lineOfText(longest: number) {
  const error = `one line of text of at most ${formatCount(longest)} characters`
  return z.string({ error }).regex(new RegExp(`^(?=.*\\S).{1,${longest}}\\n?$`), { error })
}
