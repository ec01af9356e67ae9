import type { ClaimId } from '../../experiments/core/names/claim-ids.ts'
import type { KernelName } from '../../experiments/core/names/kernel-names.ts'
import type { Outcome } from '../../experiments/core/session/outcome.ts'
import { foldSession } from '../../experiments/core/session/session-fold.ts'
import type { RuntimeId, SeriesId } from '../../experiments/core/names/series.ts'
import type { Machine } from '../../experiments/core/session/machine.ts'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type {
  LapRecord,
  Session,
  SessionHeader,
  SessionRecord,
  TrialLoad,
  TrialRecord,
} from '../../experiments/core/session/session.ts'

/** What a trial of the fixture did: its median in ms, its laps in ms, how it failed, or (null) that it did not run. */
export type TrialFixture = number | readonly number[] | Exclude<Outcome, { kind: 'ok' }> | null

/** One trial a round, by series and worker count. */
export type RoundsBySeries = { readonly [series in SeriesId]?: Readonly<Record<number, readonly TrialFixture[]>> }

export interface SessionFixture {
  readonly rounds: RoundsBySeries
  readonly baseline?: SeriesId | 'none'
  readonly scaling?: 'strong' | 'weak'
  readonly quick?: boolean
  readonly usableCores?: number
  readonly claims?: readonly ClaimId[]
  /** The experiment's own: none unless it says otherwise. */
  readonly kernel?: KernelName
  /** Series that could not run, and why. */
  readonly missing?: SessionHeader['missing']
  readonly passes?: Partial<Record<RuntimeId, number>>
  readonly reference?: readonly SeriesId[]
  /** Of a trial: 'aaaa' unless it says otherwise. */
  readonly checksum?: (series: SeriesId, workers: number, round: number) => string
  /** CPU time of a lap ÷ (makespan × workers): 1 unless it says otherwise. */
  readonly busyShare?: (workers: number) => number
  /** For what share of a lap each worker was ready to run and had no core: not told unless it says otherwise. */
  readonly coreWaitShare?: number
  /** What else ran beside a trial: not told unless it says otherwise. */
  readonly load?: (at: Pick<TrialRecord, 'series' | 'workers' | 'round'>) => TrialLoad | undefined
  readonly machine?: Partial<Machine>
  readonly pin?: boolean
  readonly samples?: readonly SampleRecord[]
}

export const crashed: TrialFixture = { kind: 'crashed', message: 'the worker threw' }

/** The records of a session in which each trial's measured laps have the given median, after one slow warm-up lap. */
export function recordsOf(fixture: SessionFixture): readonly SessionRecord[] {
  return [headerOf(fixture), ...(fixture.samples ?? []), ...trialsOf(fixture)]
}

export function sessionOf(fixture: SessionFixture): Session {
  return foldSession(recordsOf(fixture))
}

function conditionsOf({ rounds, reference = [] }: SessionFixture): SessionHeader['conditions'] {
  return (Object.keys(rounds) as SeriesId[]).flatMap((series) =>
    Object.keys(rounds[series] ?? {}).map((workers) => ({
      series,
      workers: Number(workers),
      reference: reference.includes(series),
    })),
  )
}

function headerOf(fixture: SessionFixture): SessionHeader {
  const { baseline = 'none', scaling = 'strong', quick = false, usableCores = 2, passes = {} } = fixture
  const { claims = [], kernel, missing = [] } = fixture
  return {
    record: 'header',
    format: 1,
    id: 'session-1',
    lab: '0.1.0',
    startedAt: '2026-01-02T03:04:05.000Z',
    experiment: {
      id: 'cpu-bound',
      title: 'CPU-bound work',
      question: 'Do threads make it faster?',
      definition: { claims: [...claims], ...(kernel === undefined ? {} : { workload: { kind: 'kernel', kernel } }) },
      hash: '0',
      file: null,
    },
    seed: 7,
    quick,
    scaling,
    baseline,
    conditions: conditionsOf(fixture),
    rounds: { min: 1, max: 12 },
    precision: 0.1,
    sizes: {},
    missing: [...missing],
    size: 1000,
    tasks: 4,
    passes,
    machine: {
      hostname: 'bench',
      cores: 8,
      usableCores,
      cpu: 'Test CPU',
      memoryBytes: 8 * 2 ** 30,
      platform: 'linux',
      release: '6.1',
      node: '24.21.0',
      ...fixture.machine,
    },
    ...(fixture.pin === undefined ? {} : { pin: fixture.pin }),
    runtimes: [{ runtime: 'node', version: '24.21.0', command: ['node'] }],
  }
}

function trialsOf(fixture: SessionFixture): readonly SessionRecord[] {
  const conditions = conditionsOf(fixture)
  const records: SessionRecord[] = []
  const most = Math.max(0, ...conditions.map(({ series, workers }) => fixture.rounds[series]?.[workers]?.length ?? 0))
  let trial = 0
  for (let round = 0; round < most; round++) {
    for (const { series, workers } of conditions) {
      const what = fixture.rounds[series]?.[workers]?.[round] ?? null
      if (what !== null) records.push(...trialRecords(fixture, { trial: trial++, round, series, workers }, what))
    }
  }
  return records
}

function trialRecords(
  fixture: SessionFixture,
  at: Pick<TrialRecord, 'trial' | 'round' | 'series' | 'workers'>,
  what: NonNullable<TrialFixture>,
): readonly SessionRecord[] {
  const failed = typeof what === 'object' && 'kind' in what
  const medians = failed ? [] : typeof what === 'number' ? [what * 0.99, what, what * 1.01] : what
  const checksum = fixture.checksum?.(at.series, at.workers, at.round) ?? 'aaaa'
  const laps = [...medians.slice(0, 1).map((ms) => ms * 3), ...medians].map((makespanMs, lap): LapRecord => {
    const cpuMs = makespanMs * at.workers * (fixture.busyShare?.(at.workers) ?? 1)
    const wait = fixture.coreWaitShare
    const worker = { startMs: 0, endMs: makespanMs, cpuMs: cpuMs / at.workers, coreWaitMs: (wait ?? 0) * makespanMs }
    const workers = wait === undefined ? [] : Array.from({ length: at.workers }, () => worker)
    return { record: 'lap', trial: at.trial, lap, warmup: lap === 0, makespanMs, cpuMs, checksum, workers }
  })
  const load = fixture.load?.(at)
  return [
    ...laps,
    {
      record: 'trial',
      ...at,
      startedAtMs: at.trial * 1000,
      endedAtMs: at.trial * 1000 + 900,
      outcome: failed ? what : { kind: 'ok' },
      pids: [100 + at.trial],
      processStartMs: 20,
      startupMs: failed ? null : 30 + at.round,
      peakRssBytes: failed ? null : (40 + at.round) * 2 ** 20,
      ...(load === undefined ? {} : { load }),
    },
  ]
}
