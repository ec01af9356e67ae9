import type { Observation } from './least-squares.ts'
import type { RoundSpeedups } from './speedup-data.ts'

/** A number from all rounds with its 95% interval; `low` and `high` are null if there is none. */
export interface Estimate {
  readonly value: number
  readonly low: number | null
  readonly high: number | null
}

/**
 * One observation for each worker count, the mean over the rounds, weighted: its least squares are those of all
 * measurements.
 */
export function averaged(rounds: readonly RoundSpeedups[]): readonly Observation[] {
  return meansOf(sumsOf(rounds))
}

interface Sums {
  readonly sum: number
  readonly count: number
}

/** The sums by worker count. */
function sumsOf(rounds: readonly RoundSpeedups[]): ReadonlyMap<number, Sums> {
  const sums = new Map<number, Sums>()
  for (const round of rounds) {
    for (const { x, y } of round) {
      const { sum, count } = sums.get(x) ?? { sum: 0, count: 0 }
      sums.set(x, { sum: sum + y, count: count + 1 })
    }
  }
  return sums
}

function meansOf(sums: ReadonlyMap<number, Sums>): readonly Observation[] {
  return [...sums].flatMap(([x, { sum, count }]) => (count === 0 ? [] : [{ x, y: sum / count, weight: count }]))
}

/** Subtracts one round from the sums. Adding up all others for each of a thousand rounds would take a million steps. */
function without(sums: ReadonlyMap<number, Sums>, round: RoundSpeedups): readonly Observation[] {
  const rest = new Map(sums)
  for (const { x, y } of round) {
    const { sum, count } = rest.get(x) ?? { sum: 0, count: 0 }
    rest.set(x, { sum: sum - y, count: count - 1 })
  }
  return meansOf(rest)
}

/**
 * Pseudo-values: what each round alone says about numbers that are fitted to all rounds, n·all − (n − 1)·(all but
 * this one). Their mean has a t interval on n − 1 degrees of freedom (Tukey's jackknife; Miller, Biometrika 61, 1974).
 * Speedups of one round share their serial trial, and laps their trial: a whole round is left out at a time.
 * @param fit gives null if the observations do not determine the numbers
 * @returns one list of numbers for each round; empty if a round cannot be left out
 */
export function pseudoValues(
  rounds: readonly RoundSpeedups[],
  fit: (observations: readonly Observation[]) => readonly number[] | null,
): readonly (readonly number[])[] {
  const n = rounds.length
  const sums = sumsOf(rounds)
  const all = fit(meansOf(sums))
  if (all === null || n < 2) return []
  const values: (readonly number[])[] = []
  for (const left of rounds) {
    const others = fit(without(sums, left))
    if (others === null) return []
    values.push(all.map((value, index) => n * value - (n - 1) * (others[index] ?? NaN)))
  }
  return values
}
