import { disturbedConditions } from '../../../experiments/core/curves/disturbance.ts'
import { curvesOf } from '../../../experiments/core/curves/speedup.ts'
import { findSeries, serialOf, type SeriesId } from '../../../experiments/core/names/series.ts'
import { scalingLaws } from '../../../experiments/core/scaling-laws/scaling-laws.ts'
import type { Session } from '../../../experiments/core/session/session.ts'
import { timeSplit } from '../../../experiments/core/time-split/time-split.ts'
import { fastCores, type Hardware } from './hardware.ts'
import { Tally } from './tally.ts'
import { claimTruth, namedLosses, trueParameter, truePeak, trueSpeedup, type Power } from './truth.ts'
import type { WorldName, Works } from './worlds.ts'

/** One session with what is true of it. */
export interface Simulated {
  readonly session: Session
  readonly hardware: Hardware
  readonly works: Works
}

/** On a machine that cannot decide a claim, leaving it open is right. */
export function scoreClaims({ session }: Simulated, world: WorldName, power: Power): Tally {
  const tally = new Tally()
  for (const [id, truth] of Object.entries(claimTruth[world])) {
    const verdict = session.claims.find((claim) => claim.id === id)?.verdict ?? 'not-measured'
    const decided = verdict === 'confirmed' || verdict === 'refuted'
    const right = power === 'cannot' ? !decided : verdict === truth
    tally.add(right ? 'right' : decided ? 'wrong' : 'open', `${id} ${verdict}`)
  }
  return tally
}

/** Whether the session itself says that the times at these counts cannot be trusted: then all that rests on them is open. */
function isMarked(session: Session, series: SeriesId, counts: readonly number[]): boolean {
  const conditions = counts.map((workers) => ({ series, workers }))
  return disturbedConditions(session)([...conditions, { series: serialOf(series), workers: 1 }]) !== null
}

/** An interval that a session does not give is open. */
export function scoreSpeedups({ session, hardware, works }: Simulated, tally: Tally): void {
  for (const { series, points } of curvesOf(session)) {
    const work = works[series]
    if (work === undefined || findSeries(series)?.executor === 'serial') continue
    for (const { workers, speedup } of points) {
      const marked = isMarked(session, series, [workers])
      const truth = trueSpeedup(hardware, work, workers, session.header.tasks)
      tally.add(marked ? 'open' : within(speedup, truth), `${series} × ${workers}`)
    }
  }
}

/** A tenth of a percent is nothing that a person would see: an interval of that width may lie beside the truth. */
const slack = 0.001

function within({ low, high }: { readonly low: number | null; readonly high: number | null }, truth: number) {
  if (low === null || high === null) return 'open'
  return low - slack <= truth && truth <= high + slack ? 'right' : 'wrong'
}

/** The laws' parameters against those of the work. */
export function scoreLaws({ session, works }: Simulated): Tally {
  const tally = new Tally()
  for (const { series, law, counts, parameters } of scalingLaws(session)) {
    const work = works[series]
    if (work === undefined) continue
    const of = `by ${law} of ${series}`
    const marked = isMarked(session, series, counts)
    if (parameters.length === 0) tally.add('open', of)
    for (const { name, workers, ...estimate } of parameters) {
      const truth = trueParameter(work, law, name, workers)
      if (truth !== null) tally.add(marked ? 'open' : within(estimate, truth), `${name} ${of}`)
    }
  }
  return tally
}

/** The peaks that are told, against where the work has its own. Work that never gains has its peak at one worker. */
export function scorePeaks({ session, works }: Simulated): Tally {
  const tally = new Tally()
  for (const { series, law, counts, peak } of scalingLaws(session)) {
    const work = works[series]
    if (law !== 'usl' || work === undefined || work.kind === 'locked') continue
    const { low = null, high = null } = peak ?? {}
    const truth = truePeak(work)
    const told = low === null || high === null ? 'open' : within({ low: Math.floor(low), high: Math.ceil(high) }, truth)
    const right = told === 'open' && truth === Infinity
    tally.add(right ? 'right' : isMarked(session, series, counts) ? 'open' : told, `a peak of ${series}`)
  }
  return tally
}

/** The loss that is named, where each worker can have a fast core of its own. */
export function scoreLosses({ session, hardware, works }: Simulated): Tally {
  const tally = new Tally()
  const { conditions, series } = timeSplit(session)
  for (const { series: id, stopsAt } of series) {
    const work = works[id]
    const own = conditions.filter((one) => one.series === id)
    const shown = own.find(({ workers }) => workers === stopsAt) ?? own.toSorted((a, b) => a.workers - b.workers).at(-1)
    if (work === undefined || shown === undefined || shown.workers > fastCores(hardware)) continue
    const { bottleneck } = shown
    const open = bottleneck === null || bottleneck === 'unknown' || isMarked(session, id, [shown.workers])
    const right = namedLosses(hardware, work, shown.workers).includes(bottleneck)
    tally.add(right ? 'right' : open ? 'open' : 'wrong', `${id} × ${shown.workers}: ${bottleneck ?? 'no loss'}`)
  }
  return tally
}

/** Rounds in which every condition that was not given up has a trial that ended well. */
export function wholeRounds(session: Session): number {
  const conditions = session.header.conditions.length
  const done = new Map<number, Set<string>>()
  for (const { round, series, workers, outcome } of session.trials) {
    if (outcome.kind !== 'ok') continue
    const names = done.get(round) ?? new Set<string>()
    names.add(`${series} ${workers}`)
    done.set(round, names)
  }
  return [...done.values()].filter(({ size }) => size === conditions).length
}
