import { numberOf } from '../../facts/fact-summary.ts'
import type { SeriesId } from '../../names/series.ts'
import type { ClaimData } from './claim-rule.ts'

export interface FactAt {
  readonly series: SeriesId
  readonly workers: number
  readonly name: string
}

/** ln of one fact over another, in the rounds that have both as numbers above 0; a list counts by its median. */
export function factLogRatios({ facts }: ClaimData, over: FactAt, under: FactAt): readonly number[] {
  const below = facts.of(under.series, under.workers, under.name)
  return [...facts.of(over.series, over.workers, over.name)].flatMap(([round, value]) => {
    const [a, b] = [numberOf(value), numberOf(below.get(round) ?? '')]
    return a !== null && b !== null && a > 0 && b > 0 ? [Math.log(a / b)] : []
  })
}
