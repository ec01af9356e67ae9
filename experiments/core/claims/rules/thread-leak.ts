import { seriesName } from '../../names/series-titles.ts'
import type { FactValue } from '../../facts/fact-rounds.ts'
import type { RuntimeId, SeriesId } from '../../names/series.ts'
import type { ClaimData } from '../judging/claim-rule.ts'
import { ratioRule, type Subject } from '../judging/ratio-rule.ts'
import type { RatioTest } from '../judging/ratio-test.ts'
import { measuredCounts } from '../judging/measured-counts.ts'

/** More than this share of the memory that was added is still there, or is back (docs/claims.md, thread-leak). */
export const leakedShare = 0.8
/** A smaller share counts as this one: a logarithm needs more than 0, and this is far from the bound. */
const leastShare = 0.05

/**
 * A looping thread's memory is still there 2 s after giving up on it; a looping process's memory is back after it was
 * killed. In Node giving up on a thread means `terminate()`.
 */
function leaks(runtime: RuntimeId): Subject {
  const threads: SeriesId = `${runtime}/threads`
  const processes: SeriesId = `${runtime}/processes`
  return {
    runtime,
    series: [threads, processes],
    model: false,
    cores: 'any',
    takes: `workers of both ${seriesName(threads)} and ${seriesName(processes)}`,
    tests: (data) => [
      ...shares(data, threads, 'memory still there 2 s after giving up on a looping thread', (left) => left),
      ...shares(data, processes, 'memory back after a looping process was killed', (left) => 1 - left),
    ],
  }
}

/** Makes one test for each worker count. @param share turns the share of memory that is left into the tested share */
function shares(
  data: ClaimData,
  series: SeriesId,
  subject: string,
  share: (left: number) => number,
): readonly RatioTest[] {
  return measuredCounts(data, [series]).map((workers) => {
    const added = data.facts.of(series, workers, 'memory-added')
    const logRatios = [...data.facts.of(series, workers, 'memory-left')].flatMap(([round, left]) => {
      const ratio = share(quotient(left, added.get(round)))
      return Number.isNaN(ratio) ? [] : [Math.log(Math.max(leastShare, ratio))]
    })
    return { subject, relation: 'of what was added', unit: '', logRatios, bound: leakedShare, side: 'above' }
  })
}

/** @returns NaN if one of them was not measured */
function quotient(left: FactValue, added: FactValue | undefined): number {
  return typeof left === 'number' && typeof added === 'number' && added > 0 ? left / added : Number.NaN
}

export const threadLeak = ratioRule(['cpython'], [leaks('cpython'), leaks('cpython-ft'), leaks('pypy'), leaks('node')])
