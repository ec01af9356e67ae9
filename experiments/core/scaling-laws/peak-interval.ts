import { tFactor, usualConfidence } from '../numbers/interval.ts'
import { mean, sampleCovariance } from '../numbers/statistics.ts'

/** The number of workers from which on a curve falls. */
export interface Peak {
  /** Null if the curve does not fall. */
  readonly workers: number | null
  /** The lower end of the 95% interval; null if no number of workers is in it, or there is no interval. */
  readonly low: number | null
  /** The upper end; null also if the interval has no end. */
  readonly high: number | null
}

/**
 * The numbers of workers N at which κN² + σ − 1 may be 0, by a t test over the rounds' σ and κ: Fieller's interval
 * (J. R. Statist. Soc. B 16, 1954) for N*² = (1 − σ) ÷ κ. It has no end if κ may be 0, and is empty if κ is below.
 * @param rounds each round's [σ, κ]
 */
export function peakInterval(rounds: readonly (readonly number[])[]): Pick<Peak, 'low' | 'high'> {
  const n = rounds.length
  if (n < 2) return { low: null, high: null }
  const [sigmas, kappas] = [rounds.map(([sigma = 0]) => sigma), rounds.map(([, kappa = 0]) => kappa)]
  const tSquared = tFactor(n, usualConfidence) ** 2 / n
  const [gap, kappa] = [1 - mean(sigmas), mean(kappas)]
  // (κx − gap)² ≤ t²(var κ·x² + 2·cov·x + var σ), in x = N²
  const a = kappa ** 2 - tSquared * sampleCovariance(kappas, kappas)
  const b = -2 * (kappa * gap + tSquared * sampleCovariance(sigmas, kappas))
  const c = gap ** 2 - tSquared * sampleCovariance(sigmas, sigmas)
  // Without scatter and without cost there is no such number of workers.
  if (a === 0 && b === 0) return { low: null, high: null }
  const [first, last] = roots(a, b, c)
  if (a > 0) return kappa > 0 ? { low: workersAt(first), high: workersAt(last) } : { low: null, high: null }
  // κ may be 0: the interval begins at the last root, or at 1 worker if that is in it.
  return { low: a + b + c <= 0 ? 1 : workersAt(last), high: null }
}

/** The roots of ax² + bx + c, ascending; NaN if there are none. */
function roots(a: number, b: number, c: number): readonly [number, number] {
  const root = Math.sqrt(b * b - 4 * a * c)
  const [one, other] = [(-b - root) / (2 * a), (-b + root) / (2 * a)]
  return one < other ? [one, other] : [other, one]
}

function workersAt(square: number): number {
  return square > 1 ? Math.sqrt(square) : 1
}
