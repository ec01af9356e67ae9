import type { ClaimId } from '../../experiments/core/names/claims.ts'
import type { KernelName } from '../../experiments/core/names/kernels.ts'
import type { SeriesId } from '../../experiments/core/names/series.ts'
import type { Outcome } from '../../experiments/core/session/outcome.ts'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import { foldSession } from './fold-session.ts'
import type {
  FactRecord,
  LapRecord,
  Session,
  SessionHeader,
  SessionRecord,
} from '../../experiments/core/session/session.ts'
import type { TrialLoad } from '../../experiments/core/session/trial-load.ts'
import { madeUpHeader, type HeaderChanges } from './header.ts'
import { madeUpTrial, type MadeUpLock, type TrialPlace } from './trial.ts'

/** The facts that a trial of a probe found out, by name. */
export type Facts = Readonly<Record<string, FactRecord['value']>>

/**
 * What a made-up trial did: the median of its laps in ms, its measured laps in ms, what it found out and measured, how
 * it failed, or (null) that it did not run.
 */
export type MadeUpRound = number | readonly number[] | TrialParts | Exclude<Outcome, { kind: 'ok' }> | null

/** What a trial of a probe, or one whose workers matter, did. */
export interface TrialParts {
  /** The makespans of its measured laps. */
  readonly lapsMs?: readonly number[]
  /** What the workers of a lap did. */
  readonly workers?: (makespanMs: number) => readonly LapRecord['workers'][number][]
  /** When the workers of a measured lap ran. */
  readonly timeline?: (makespanMs: number) => MadeUpLock
  readonly facts?: Facts
  /** The units of the facts, by name; '' for a fact that is not named here. */
  readonly units?: Readonly<Record<string, string>>
}

/** One trial a round, by series and worker count. */
export type RoundsBySeries = { readonly [series in SeriesId]?: Readonly<Record<number, readonly MadeUpRound[]>> }

type ChosenInHeader = 'baseline' | 'scaling' | 'quick' | 'missing' | 'passes' | 'machine' | 'pin' | 'runtimes'

export interface MadeUpSession extends Pick<HeaderChanges, ChosenInHeader> {
  readonly rounds: RoundsBySeries
  readonly usableCores?: number
  readonly claims?: readonly ClaimId[]
  /** The experiment's own workload; a session without it says nothing of its workload. */
  readonly kernel?: KernelName
  readonly reference?: readonly SeriesId[]
  /** The checksum of a trial's laps: 'aaaa' unless it says otherwise. */
  readonly checksum?: (series: SeriesId, workers: number, round: number) => string
  /** The CPU time of a lap ÷ (makespan × workers): 1 unless it says otherwise. */
  readonly busyShare?: (workers: number) => number
  /** The share of a lap in which each worker was ready to run and had no core, by their number; left out: not recorded. */
  readonly coreWaitShare?: (workers: number) => number
  /** What else ran beside a trial; left out: not recorded. */
  readonly load?: (at: TrialPlace) => TrialLoad | undefined
  readonly samples?: readonly SampleRecord[]
}

export const crashed: MadeUpRound = { kind: 'crashed', message: 'the worker threw' }

/** The records of a session in which each trial's measured laps have the given median, after one slow warm-up lap. */
export function recordsOf(made: MadeUpSession): readonly SessionRecord[] {
  return [headerOf(made), ...(made.samples ?? []), ...trialsOf(made)]
}

export function sessionOf(made: MadeUpSession): Session {
  return foldSession(recordsOf(made))
}

function conditionsOf({ rounds, reference = [] }: MadeUpSession): SessionHeader['conditions'] {
  return (Object.keys(rounds) as SeriesId[]).flatMap((series) =>
    Object.keys(rounds[series] ?? {}).map((workers) => ({
      series,
      workers: Number(workers),
      reference: reference.includes(series),
    })),
  )
}

function headerOf(made: MadeUpSession): SessionHeader {
  const { baseline = 'none', scaling = 'strong', quick = false, missing = [], passes = {} } = made
  const { usableCores = 2, machine, pin, runtimes, claims = [], kernel } = made
  const workload = kernel === undefined ? {} : { workload: { kind: 'kernel', kernel } }
  return madeUpHeader({
    baseline,
    scaling,
    quick,
    missing: [...missing],
    passes,
    experiment: { definition: { claims: [...claims], ...workload } },
    conditions: conditionsOf(made),
    machine: { usableCores, ...machine },
    ...(pin === undefined ? {} : { pin }),
    ...(runtimes === undefined ? {} : { runtimes }),
  })
}

function trialsOf(made: MadeUpSession): readonly SessionRecord[] {
  const conditions = conditionsOf(made)
  const records: SessionRecord[] = []
  const most = Math.max(0, ...conditions.map(({ series, workers }) => made.rounds[series]?.[workers]?.length ?? 0))
  let trial = 0
  for (let round = 0; round < most; round++) {
    for (const { series, workers } of conditions) {
      const what = made.rounds[series]?.[workers]?.[round] ?? null
      if (what !== null) records.push(...trialOf(made, { trial: trial++, round, series, workers }, what))
    }
  }
  return records
}

function trialOf(made: MadeUpSession, at: TrialPlace, what: NonNullable<MadeUpRound>): readonly SessionRecord[] {
  const load = made.load?.(at)
  const loaded = load === undefined ? {} : { load }
  if (typeof what === 'object' && 'kind' in what) {
    return madeUpTrial(at, { outcome: what, startupMs: null, peakRssBytes: null, ...loaded })
  }
  const { lapsMs = [], workers, timeline, facts = {}, units = {} } = partsOf(what)
  const makespansMs = [...lapsMs.slice(0, 1).map((ms) => ms * 3), ...lapsMs]
  return madeUpTrial(at, {
    laps: makespansMs.map((makespanMs) => ({
      makespanMs,
      cpuMs: makespanMs * at.workers * (made.busyShare?.(at.workers) ?? 1),
      checksum: made.checksum?.(at.series, at.workers, at.round) ?? 'aaaa',
      workers: [...(workers?.(makespanMs) ?? workersOf(made, at.workers, makespanMs))],
    })),
    locks: timeline === undefined ? [] : lapsMs.map((ms, lap) => ({ lap: lap + 1, ...timeline(ms) })),
    facts: Object.entries(facts).map(([name, value]) => ({ name, value, unit: units[name] ?? '' })),
    startupMs: 30 + at.round,
    peakRssBytes: (40 + at.round) * 2 ** 20,
    ...loaded,
  })
}

function partsOf(what: number | readonly number[] | TrialParts): TrialParts {
  if (typeof what === 'number') return { lapsMs: [what * 0.99, what, what * 1.01] }
  return 'length' in what ? { lapsMs: what } : what
}

function workersOf(
  { coreWaitShare, busyShare }: MadeUpSession,
  workers: number,
  makespanMs: number,
): LapRecord['workers'] {
  if (coreWaitShare === undefined) return []
  const cpuMs = makespanMs * (busyShare?.(workers) ?? 1)
  return Array.from({ length: workers }, () => {
    return { startMs: 0, endMs: makespanMs, cpuMs, coreWaitMs: coreWaitShare(workers) * makespanMs }
  })
}
