import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { numberOf } from '../facts/fact-summary.ts'
import type { FactAt } from '../claims/judging/fact-ratios.ts'
import type { RuntimeId, SeriesId } from '../names/series.ts'
import { measured, type Measured } from './measured.ts'

/** The textbook speaks of CPython; the others answer where it was not measured. */
const inOrder: readonly RuntimeId[] = ['cpython', 'pypy', 'cpython-ft', 'node', 'jython', 'ironpython']

/** The first runtime that has what an answer takes. */
export function firstRuntime(has: (runtime: RuntimeId) => boolean): RuntimeId | null {
  return inOrder.find(has) ?? null
}

/** The mean of a fact above 0 over the rounds. A list counts as its median. */
export function measuredFact({ facts }: ClaimData, { series, workers, name }: FactAt): Measured | null {
  const values = [...facts.of(series, workers, name).values()].flatMap((value) => numberOf(value) ?? [])
  return measured(values.filter((value) => value > 0).map(Math.log))
}

/** The largest count of workers at which a series reported a fact; null if it reported none. */
export function largestCount({ facts }: ClaimData, series: SeriesId, name: string): number | null {
  const counts = facts.names.flatMap((one) => (one.series === series && one.name === name ? [one.workers] : []))
  return counts.length === 0 ? null : Math.max(...counts)
}
