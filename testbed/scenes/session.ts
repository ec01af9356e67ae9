import type { Experiment } from '../../experiments/core/definition/experiment.ts'
import type { Machine } from '../../experiments/core/session/machine.ts'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type { SessionHeader, SessionRecord } from '../../experiments/core/session/session.ts'
import type { RuntimeInfo } from '../../experiments/core/session/runtime-info.ts'
import { findSeries, type Series, type SeriesId } from '../../experiments/core/names/series.ts'
import { noise } from '../seeded-numbers.ts'
import { madeUpHeader } from '../sessions/header.ts'
import { madeUpTrial, type MadeUpLap } from '../sessions/trial.ts'
import { lockRecord } from './lock.ts'

/** A machine and a session that no machine measured: the numbers are made up, and the same in every run. */
export const machine: Machine = {
  hostname: 'bench-3',
  cores: 8,
  usableCores: 8,
  cpu: 'Example CPU 8-core, 3.4 GHz',
  memoryBytes: 16 * 2 ** 30,
  platform: 'linux',
  release: '6.8.0',
  node: '24.21.0',
}

export const runtimes: readonly RuntimeInfo[] = [
  { runtime: 'node', version: '24.21.0', command: ['/opt/lab/node'] },
  { runtime: 'cpython', version: '3.13.2', command: ['/usr/bin/python3.13'] },
]

const workers = [1, 2, 4, 8]
/** Speedup over serial at each worker count. */
const speedups: readonly (readonly [SeriesId, readonly number[]])[] = [
  ['node/threads', [0.99, 1.95, 3.78, 7.1]],
  ['node/processes', [0.98, 1.9, 3.62, 6.6]],
  ['node/locked-threads', [0.97, 0.99, 0.98, 0.95]],
  ['cpython/processes', [0.97, 1.84, 3.3, 5.4]],
  ['cpython/threads', [1, 1.01, 1.0, 0.97]],
]
export const conditions = [
  { series: 'node/serial' as const, workers: 1, reference: false },
  { series: 'cpython/serial' as const, workers: 1, reference: true },
  ...speedups.flatMap(([series]) => workers.map((count) => ({ series, workers: count, reference: false }))),
]
export const roundsMax = 6

function series(id: SeriesId): Series {
  const known = findSeries(id)
  if (known === undefined) throw new Error(`${id} is not a series`)
  return known
}

export const experiment: Experiment = {
  id: 'cpu-bound',
  title: 'CPU-bound work and the lock',
  question: 'Do threads make CPU-bound work faster? The same primes on every runtime, more and more workers.',
  explanation:
    'Every worker tests numbers for primality and touches nothing that another worker needs. With as many cores as workers, twice the workers should take half the time. Where one lock covers the interpreter, they take turns.',
  workload: { kind: 'kernel', kernel: 'primes', size: 'auto', tasks: 'auto' },
  series: ['node/serial' as const, ...speedups.map(([id]) => id)].map(series),
  baseline: 'node/locked-threads',
  workers: [1, 2, 4, { timesCores: 1 }],
  scaling: 'strong',
  laps: 2,
  warmup: 'auto',
  rounds: { min: 5, max: roundsMax },
  precision: 0.1,
  budgetMs: 300_000,
  switchIntervalMs: 5,
  samplingMs: 250,
  monitor: 'on',
  pin: false,
  timeoutMs: 60_000,
  memoryLimitBytes: null,
  claims: ['thread-no-cpu-gain', 'process-cpu-bound', 'process-uses-cores', 'avoid-other-implementation'],
  chart: 'speedup',
}

export function header(id: string): SessionHeader {
  const { title, question, claims, switchIntervalMs } = experiment
  return madeUpHeader({
    id,
    startedAt: new Date(Date.now() - 90_000).toISOString(),
    experiment: { id: experiment.id, title, question, definition: { claims: [...claims], switchIntervalMs } },
    baseline: 'node/locked-threads',
    conditions,
    rounds: experiment.rounds,
    precision: experiment.precision,
    size: 4000,
    tasks: 64,
    passes: { node: 8, cpython: 1 },
    machine,
    runtimes: [...runtimes],
  })
}

/** The laps of one trial, and then the trial itself. */
export function trialRecords(trial: number): readonly SessionRecord[] {
  const condition = conditions[trial % conditions.length]
  if (condition === undefined) throw new Error('there are no conditions')
  const { series: id, workers: count } = condition
  const speedup = speedups.find(([one]) => one === id)?.[1][workers.indexOf(count)] ?? 1
  const serialMs = id.startsWith('cpython') ? 1840 : 1320
  const startedAtMs = 1500 + trial * 600
  const laps = [0, 1, 2].map((lap): MadeUpLap => {
    const makespanMs = (serialMs / speedup) * (0.96 + 0.08 * noise(trial, lap))
    const share = { startMs: 0.04, endMs: makespanMs, cpuMs: serialMs / count, coreWaitMs: 0.005 * makespanMs }
    return { makespanMs, cpuMs: serialMs, checksum: '3a91f0c2', workers: Array.from({ length: count }, () => share) }
  })
  const lock = lockRecord(trial, id, count, laps[1]?.makespanMs ?? 0)
  return madeUpTrial(
    { trial, round: Math.floor(trial / conditions.length), series: id, workers: count },
    {
      laps,
      locks: lock === null ? [] : [lock],
      startedAtMs,
      endedAtMs: startedAtMs + 590,
      pids: [4000 + trial],
      processStartMs: 42,
      startupMs: 12 * count,
      peakRssBytes: (44 + 6 * count) * 2 ** 20,
    },
  )
}

export function sampleAt(atMs: number, busyCores: number): SampleRecord {
  const step = Math.round(atMs / 250)
  return {
    record: 'sample',
    atMs,
    cores: Array.from({ length: machine.cores }, (_, core) =>
      core < busyCores ? 0.9 + 0.1 * noise(step, core) : 0.02 + 0.1 * noise(step, core),
    ),
    memory: { usedBytes: 6 * 2 ** 30, totalBytes: machine.memoryBytes },
    processes: [
      { pid: 300, role: 'lab' as const, rssBytes: (96 + noise(step)) * 2 ** 20 },
      ...Array.from({ length: busyCores }, (_, worker) => ({
        pid: 4000 + worker,
        role: worker === 0 ? ('trial' as const) : ('worker' as const),
        rssBytes: (41 + 4 * noise(step, worker)) * 2 ** 20,
      })),
    ],
    costMs: 0.5,
  }
}
