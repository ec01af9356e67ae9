import type { RuntimeId, SeriesId } from '../../names/series.ts'
import { seriesName } from '../../names/series-titles.ts'
import { median } from '../../numbers/statistics.ts'
import { formatCount } from '../../text/format-number.ts'
import type { ClaimData, ClaimRule, ClaimRules, RuntimeVerdict } from '../judging/claim-rule.ts'
import { overallVerdict } from '../judging/overall-verdict.ts'
import { sentences } from '../judging/verdict-words.ts'

/** This many laps without a loss show that nothing gets lost; a single lap with one shows that something does. */
export const enoughLaps = 10
/** In CPython so many take several switch intervals of 5 ms, so that workers meet; from fewer nothing can be said. */
export const enoughIncrements = 100_000

/** Threads that read, call and write lose increments, and lose none under protection (docs/claims.md, thread-race). */
const raceRule: ClaimRule = (data) => {
  const { conditions, missing } = data.session.header
  const runtimes = [...new Set(conditions.map(({ series }) => series))].flatMap((series) => {
    const [runtime = '', executor] = series.split('/')
    return executor === 'threads' ? [verdictOf(data, runtime as RuntimeId)] : []
  })
  return overallVerdict(runtimes, { deciders: ['cpython'], needs: seriesName('cpython/threads'), missing })
}

export const raceRules: ClaimRules<'race'> = { 'thread-race': raceRule }

/** The result of one way to count, over all laps of a series with several workers. */
export interface Counted {
  readonly laps: number
  readonly lossy: number
  readonly workers: number
  /** The fewest lost in a lap, and the most. */
  readonly least: number
  readonly median: number
  /** The increments of a lap, all workers together. */
  readonly of: number
  readonly most: { readonly lost: number; readonly of: number }
  /** The increments of a worker in the lap with fewest. */
  readonly fewestIncrements: number
}

function verdictOf(data: ClaimData, runtime: RuntimeId): RuntimeVerdict {
  const series: SeriesId = `${runtime}/threads`
  const verdict = (verdict: RuntimeVerdict['verdict'], why: string): RuntimeVerdict => ({
    runtime,
    verdict,
    why,
    evidence: null,
  })
  const unprotected = counted(data, series, 'read-call-write')
  const guarded = counted(data, series, 'protected')
  if (unprotected.laps === 0 || guarded.laps === 0)
    return verdict('inconclusive', `${seriesName(series)} counted in no lap with 2 or more threads.`)
  const found = [
    `unprotected increments were ${losses(unprotected)}`,
    `${runtime === 'node' ? 'with Atomics.add' : 'under a lock'} they were ${losses(guarded)}`,
    ...shown(data, runtime, series),
  ]
  if (guarded.lossy > 0) return verdict('refuted', sentences(found))
  if (unprotected.lossy > 0) return verdict('confirmed', sentences(found))
  if (unprotected.fewestIncrements < enoughIncrements) {
    const few = formatCount(unprotected.fewestIncrements)
    return verdict(
      'inconclusive',
      sentences([...found, `with so few increments (${few}) a worker is done before another has begun`]),
    )
  }
  if (unprotected.laps >= enoughLaps) return verdict('refuted', sentences(found))
  return verdict('inconclusive', sentences([...found, `it takes ${enoughLaps} such laps to say that none gets lost`]))
}

export function counted({ session, facts }: ClaimData, series: SeriesId, way: string): Counted {
  const several = session.header.conditions.filter((one) => one.series === series && one.workers > 1)
  const laps = several.flatMap(({ workers }) =>
    [...facts.of(series, workers, `lost-${way}`)].flatMap(([round, value]) => {
      const increments = facts.of(series, workers, 'increments').get(round)
      const of = typeof increments === 'number' ? increments * workers : 0
      return Array.isArray(value) ? value.map((lost) => ({ lost, of, each: of / workers })) : []
    }),
  )
  const lossy = laps.filter(({ lost }) => lost !== 0)
  const most = lossy.reduce((worst, lap) => (lap.lost > worst.lost ? lap : worst), lossy[0] ?? { lost: 0, of: 0 })
  const fewestIncrements = Math.min(...laps.map(({ each }) => each))
  const least = laps.length === 0 ? 0 : Math.min(...laps.map(({ lost }) => lost))
  const workers = Math.max(0, ...several.map((one) => one.workers))
  const middle = laps.length === 0 ? 0 : median(laps.map(({ lost }) => lost))
  const of = laps[0]?.of ?? 0
  return { laps: laps.length, lossy: lossy.length, workers, least, median: middle, most, of, fewestIncrements }
}

function losses({ laps, lossy, most }: Counted): string {
  if (lossy === 0) return `lost in none of ${lapsOf(laps)}`
  return `lost in ${lossy} of ${lapsOf(laps)} (up to ${formatCount(most.lost)} of ${formatCount(most.of)})`
}

function lapsOf(laps: number): string {
  return `${laps} ${laps === 1 ? 'lap' : 'laps'}`
}

/** Describes what is shown and not judged: the plain increment, and our model of the lock. */
function shown(data: ClaimData, runtime: RuntimeId, series: SeriesId): readonly string[] {
  const plain = counted(data, series, 'plain')
  const model = counted(data, 'node/locked-threads', 'read-call-write')
  return [
    ...(plain.laps === 0
      ? []
      : [`of x += 1 alone, which is not judged, increments were ${losses(plain)}${whyNone(data, runtime, plain)}`]),
    ...(runtime === 'node' && model.laps > 0
      ? [`under our model of a lock unprotected increments were ${losses(model)}`]
      : []),
  ]
}

/**
 * CPython gives up its lock at CHECK_EVAL_BREAKER (Python/ceval.c), which stood between nearly any two instructions
 * before 3.10.
 */
function whyNone({ session }: ClaimData, runtime: RuntimeId, { lossy }: Counted): string {
  const version = session.header.runtimes.find((one) => one.runtime === runtime)?.version ?? ''
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const since310 = runtime === 'cpython' && (major > 3 || (major === 3 && minor >= 10))
  if (lossy > 0) return ''
  return since310 ? ': CPython 3.10+ cannot switch threads in the middle of it' : ', which proves nothing'
}
