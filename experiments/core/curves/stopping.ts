import { conditionName } from '../names/condition-name.ts'
import type { Curve, CurvePoint } from './curve.ts'
import { counted, formatHalfWidth } from '../text/format-number.ts'
import { tooFewRounds } from '../text/spread-text.ts'
import { logHalfWidth, tFactor, usualConfidence } from '../numbers/interval.ts'
import type { SeriesId } from '../names/series.ts'

/** With fewer rounds, an interval that is narrow by chance would end the session (docs/method.md). */
const firstLook = 5
const mostRounds = 100_000
/** Half of an interval whose ends are ten times apart. */
const widestTold = Math.sqrt(10) - 1
/** Nobody would run more rounds than this to narrow an interval. */
const sensibleRounds = 1000

/** The number of rounds after which precision is looked at for the first time. */
export function stoppingRounds(rounds: { readonly min: number }): number {
  return Math.max(firstLook, rounds.min)
}

/** How well one speedup is known. */
export interface Width {
  readonly series: SeriesId
  readonly workers: number
  readonly rounds: number
  /** Half of the 95% interval, relative to the value: 0.18 is ±18%. Infinite with one round. */
  readonly relative: number
}

function widths(curves: readonly Curve[]): readonly Width[] {
  return curves.flatMap(({ series, points }) =>
    points
      .filter(({ speedup }) => speedup.value !== null)
      .map((point) => ({ series, workers: point.workers, rounds: point.rounds, relative: relativeWidth(point) })),
  )
}

function relativeWidth({ speedup }: CurvePoint): number {
  const half = logHalfWidth(speedup)
  return half === null ? Infinity : Math.expm1(half)
}

/** The speedup that is known least well; null if no speedup was measured. */
export function widestInterval(curves: readonly Curve[]): Width | null {
  return widths(curves).reduce<Width | null>(
    (widest, width) => (widest === null || width.relative > widest.relative ? width : widest),
    null,
  )
}

/**
 * When the rounds may end: every interval is narrow enough at two looks in a row, or at one look half as wide as asked.
 * Were one narrow look enough, the sessions that look steady by chance would end first, and the intervals of all would
 * hold the truth in 91.5% of simulated sessions at the worst (a sequential interval has its 95% only in the limit of
 * small widths: Chow & Robbins, Ann. Math. Statist. 36, 1965). Asked twice it is 92.3% at the worst, and half the width
 * spares a steady machine the second look.
 */
export class StoppingRule {
  readonly #precision: number
  #narrowBefore = false

  constructor(precision: number) {
    this.#precision = precision
  }

  /** @param curves the curves after one more round than at the previous look */
  look(curves: readonly Curve[]): boolean {
    const narrow = precisionReached(curves, this.#precision)
    const enough = narrow && (this.#narrowBefore || precisionReached(curves, this.#precision / 2))
    this.#narrowBefore = narrow
    return enough
  }
}

/** Whether every speedup that was measured is known to ± `precision`; never before round 5. */
export function precisionReached(curves: readonly Curve[], precision: number): boolean {
  const widest = widestInterval(curves)
  if (widest === null || widest.relative > precision) return false
  return Math.max(...curves.flatMap(({ points }) => points.map(({ rounds }) => rounds))) >= firstLook
}

/**
 * The total of rounds after which an interval as scattered as this one would be as narrow as `precision`: the smallest
 * n with t(n − 1)·s ÷ √n ≤ ln(1 + precision).
 * @returns null if there is no interval to estimate from, or no number of rounds would do
 */
export function roundsNeeded(width: Width, precision: number): number | null {
  if (!Number.isFinite(width.relative) || width.rounds < 2) return null
  const { rounds } = width
  const deviation = (Math.log1p(width.relative) * Math.sqrt(rounds)) / tFactor(rounds, usualConfidence)
  const enough = (n: number): boolean =>
    (tFactor(n, usualConfidence) * deviation) / Math.sqrt(n) <= Math.log1p(precision)
  if (!enough(mostRounds)) return null
  let [tooFew, plenty] = [1, mostRounds]
  while (plenty - tooFew > 1) {
    const middle = Math.floor((tooFew + plenty) / 2)
    if (enough(middle)) plenty = middle
    else tooFew = middle
  }
  return plenty
}

/**
 * "the widest interval is ±18% (2 Node threads); about 9 more rounds would reach ±10%".
 * @returns null if every speedup is as precise as that
 */
export function precisionSentence(curves: readonly Curve[], precision: number): string | null {
  const widest = widestInterval(curves)
  if (widest === null) return 'no speedup was measured, so there is no interval'
  if (widest.relative <= precision) return null
  const name = conditionName(widest)
  if (!Number.isFinite(widest.relative)) {
    return `no interval for ${name}: it needs at least two rounds with serial work in each`
  }
  // Each interval has its own number of rounds, so the widest one is not always the last to get there.
  const missing = widths(curves)
    .filter(({ relative }) => relative > precision)
    .map((width) => missingRounds(width, precision))
  const more = Math.max(...missing)
  const target = formatHalfWidth(precision)
  const estimate =
    more <= sensibleRounds
      ? `about ${counted(more, 'more round')} would reach ${target}`
      : `no sensible number of rounds would reach ${target}`
  // an interval of more than a factor of ten is no width that anybody could use
  if (widest.relative > widestTold) return `${name}: ${tooFewRounds}; ${estimate}`
  return `the widest interval is ${formatHalfWidth(widest.relative)} (${name}); ${estimate}`
}

function missingRounds(width: Width, precision: number): number {
  const needed = roundsNeeded(width, precision)
  return needed === null ? Infinity : Math.max(1, needed - width.rounds)
}

/**
 * Why rounds ended early, and what that does to the intervals: rounds that end when an interval is narrow end a little more
 * often when it is narrow by chance (docs/method.md).
 */
export function preciseEnough(rounds: number): string {
  return `precise enough after ${rounds} rounds; where rounds end so, 95% intervals hold in 92 to 95 of 100 sessions`
}
