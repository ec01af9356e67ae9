/** A number from all rounds with its 95% interval; low and high are null where there is none. */
export interface Estimate {
  readonly value: number
  readonly low: number | null
  readonly high: number | null
}

/**
 * Pseudo-values: what each round alone says of numbers that are fitted to all of them together, n·all − (n − 1)·(all but
 * this one). Their mean has a t interval on n − 1 degrees of freedom (Tukey's jackknife; Miller, Biometrika 61, 1974).
 * Speedups of one round share their serial trial, and laps their trial: a whole round is left out at a time.
 * @param fit null where the rounds do not determine the numbers
 * @returns one list of numbers for each round; empty where a round cannot be spared
 */
export function pseudoValues<T>(
  rounds: readonly T[],
  fit: (rounds: readonly T[]) => readonly number[] | null,
): readonly (readonly number[])[] {
  const n = rounds.length
  const all = fit(rounds)
  if (all === null || n < 2) return []
  const values: (readonly number[])[] = []
  for (const left of rounds.keys()) {
    const without = fit(rounds.toSpliced(left, 1))
    if (without === null) return []
    values.push(all.map((value, index) => n * value - (n - 1) * (without[index] ?? NaN)))
  }
  return values
}
