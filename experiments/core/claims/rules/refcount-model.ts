import { sum } from 'simple-statistics'
import type { RuntimeId, SeriesId } from '../../names/series.ts'
import { runtimeName, seriesName } from '../../names/series-titles.ts'
import type { Verdict } from '../../session/claim.ts'
import { counted, formatCount } from '../../text/format-number.ts'
import type { ClaimData, ClaimRule, RuntimeVerdict } from '../judging/claim-rule.ts'
import { sentences } from '../judging/verdict-words.ts'

interface ModelSubject {
  readonly runtime: RuntimeId
  /** The protection of the counts: "Atomics.add". */
  readonly protection: string
  /** The same model under one lock for all threads, with nothing else to protect the counts. */
  readonly underLock?: SeriesId
}

/** The threads of these runtimes run side by side, with unprotected counts. */
const subjects: readonly ModelSubject[] = [
  {
    runtime: 'node',
    protection: 'Atomics.add',
    underLock: 'node/locked-threads@refcount-model',
  },
  {
    runtime: 'cpython-ft',
    protection: 'a threading.Lock',
    underLock: 'cpython/threads@refcount-model',
  },
]

/**
 * Unprotected counts leave some objects for ever and free others in use; protected ones do neither (docs/claims.md,
 * lock-refcount). All of it is our own model: whatever it does, the claim is illustrated or left open.
 */
export const refcountModelRule: ClaimRule = (data) => {
  const { conditions, missing } = data.session.header
  const measured = new Set(conditions.map(({ series }) => series))
  const present = subjects.filter(({ runtime }) => measured.has(modelSeries(runtime)))
  const runtimes = present.map((subject) => verdictOf(data, subject))
  if (runtimes.length === 0) {
    const needs = subjects.map(({ runtime }) => seriesName(modelSeries(runtime))).join(' or ')
    const whys = missing.map(({ series, why }) => `${seriesName(series)}: ${why}`)
    return { verdict: 'not-measured', why: sentences([`it takes ${needs}`, ...whys]), runtimes }
  }
  const shown = runtimes.some(({ verdict }) => verdict === 'illustrated')
  const contrary = present.some((subject) => lossesOf(data, subject, '-protected') > 0)
  const reasons = runtimes.map(({ runtime, why }) => `${runtimeName(runtime)}: ${why}`)
  return {
    verdict: shown && !contrary ? 'illustrated' : 'inconclusive',
    why: sentences(['our own model of reference counts, not an interpreter', ...reasons]),
    runtimes,
  }
}

export function modelSeries(runtime: RuntimeId): SeriesId {
  return `${runtime}/threads@refcount-model`
}

function verdictOf(data: ClaimData, subject: ModelSubject): RuntimeVerdict {
  const series = modelSeries(subject.runtime)
  const [bare, guarded] = [countOf(data, series, ''), countOf(data, series, '-protected')]
  const locked = subject.underLock === undefined ? null : countOf(data, subject.underLock, '')
  const why = [
    `unprotected: ${inWords(bare)}`,
    `with ${subject.protection}: ${inWords(guarded)}`,
    ...(locked === null || locked.objects === 0 ? [] : [`unprotected, under one lock for all: ${inWords(locked)}`]),
  ].join('; ')
  return { runtime: subject.runtime, verdict: judged(bare, guarded), why, evidence: null }
}

/** Some versions of CPython lose counts under a lock too (race.ts), so its result there is shown and decides nothing. */
function judged(bare: ModelCount, guarded: ModelCount): Verdict {
  const shown = bare.neverFreed > 0 && bare.freedInUse > 0
  const safe = guarded.objects > 0 && guarded.neverFreed === 0 && guarded.freedInUse === 0
  return shown && safe ? 'illustrated' : 'inconclusive'
}

/** The objects of all laps with several threads. */
export interface ModelCount {
  readonly objects: number
  readonly neverFreed: number
  readonly freedInUse: number
}

export function countOf({ session, facts }: ClaimData, series: SeriesId, suffix: string): ModelCount {
  const several = session.header.conditions.filter((one) => one.series === series && one.workers > 1)
  const listed = (name: string): readonly number[] =>
    several.flatMap(({ workers }) =>
      [...facts.of(series, workers, name).values()].flatMap((value) => (Array.isArray(value) ? value : [])),
    )
  const perLap = several.flatMap(({ workers }) => [...facts.of(series, workers, 'objects').values()])
  const [neverFreed, freedInUse] = [listed(`never-freed${suffix}`), listed(`freed-in-use${suffix}`)]
  const objects = typeof perLap[0] === 'number' ? perLap[0] * Math.min(neverFreed.length, freedInUse.length) : 0
  return { objects, neverFreed: sum(neverFreed), freedInUse: sum(freedInUse) }
}

function lossesOf(data: ClaimData, { runtime }: ModelSubject, suffix: string): number {
  const { neverFreed, freedInUse } = countOf(data, modelSeries(runtime), suffix)
  return neverFreed + freedInUse
}

function inWords({ objects, neverFreed, freedInUse }: ModelCount): string {
  if (objects === 0) return 'no trial reported any'
  const were = (count: number): string => `${formatCount(count)} ${count === 1 ? 'was' : 'were'}`
  return `${formatCount(neverFreed)} of ${counted(objects, 'object')} ${neverFreed === 1 ? 'was' : 'were'} never freed, ${were(freedInUse)} freed while in use`
}
