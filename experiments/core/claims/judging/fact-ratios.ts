import { numberOf } from '../../facts/fact-summary.ts'
import type { SeriesId } from '../../names/series.ts'
import type { ClaimData } from './claim-rule.ts'

export interface FactAt {
  readonly series: SeriesId
  readonly workers: number
  readonly name: string
}

/**
 * The logarithm of one fact over another, for each round that has both as numbers above 0. A list counts as its median.
 */
export function factLogRatios({ facts }: ClaimData, over: FactAt, under: FactAt): readonly number[] {
  const below = facts.of(under.series, under.workers, under.name)
  return [...facts.of(over.series, over.workers, over.name)].flatMap(([round, value]) => {
    const [a, b] = [numberOf(value), numberOf(below.get(round) ?? '')]
    return a !== null && b !== null && a > 0 && b > 0 ? [Math.log(a / b)] : []
  })
}
