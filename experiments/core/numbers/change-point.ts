import { mean } from './statistics.ts'
import { shuffledRound } from './shuffle.ts'

export interface ChangePoint {
  /** How many values come before the most likely change. */
  readonly at: number
  /** The share of orders of the same values in which they look as much like a change as in their own. */
  readonly p: number
}

const permutations = 1999
const seed = 1

/**
 * Tests whether the level of a sequence changes once: the means of both sides are compared at every place, each over its own
 * standard error, and the greatest counts (Hawkins 1977, Testing a sequence of observations for a shift in location). How
 * great it may be by chance is read from random orders of the same values (Antoch & Hušková 2001, Permutation tests in change
 * point analysis), so that neither a distribution nor a large number of values is assumed.
 */
export function changePoint(values: readonly number[]): ChangePoint {
  const own = greatestShift(values)
  let asGreat = 1
  for (let time = 0; time < permutations; time++) {
    if (greatestShift(shuffledRound(values, seed, time)).shift >= own.shift * (1 - 1e-9)) asGreat++
  }
  return { at: own.at, p: asGreat / (permutations + 1) }
}

/** The sum of the deviations up to a place, over its standard deviation in random orders but for a factor that is the same at all. */
function greatestShift(values: readonly number[]): { readonly at: number; readonly shift: number } {
  const n = values.length
  const centre = mean(values)
  let [at, shift, sum] = [0, 0, 0]
  for (let t = 1; t < n; t++) {
    sum += (values[t - 1] ?? 0) - centre
    const here = Math.abs(sum) / Math.sqrt((t * (n - t)) / n)
    if (here > shift) [at, shift] = [t, here]
  }
  return { at, shift }
}
