import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { SeriesId } from '../../experiments/core/names/series.ts'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type { SessionHeader, SessionRecord } from '../../experiments/core/session/session.ts'
import { SeededNumbers } from '../seeded-numbers.ts'
import { madeUpHeader } from './header.ts'
import { madeUpTrial, type MadeUpLap, type MadeUpLock } from './trial.ts'

const counts = [1, 2, 4]
const executors = ['threads', 'processes', 'locked-threads'] as const
const conditions: readonly { readonly series: SeriesId; readonly workers: number }[] = [
  { series: 'node/serial', workers: 1 },
  ...executors.flatMap((executor) => counts.map((workers) => ({ series: `node/${executor}` as const, workers }))),
]
/** A trial of ten seconds, sampled ten times a second. */
const recordsPerTrial = 100
const lapsPerTrial = 5
const sampleEveryMs = 100
const stretches = 40
const cores = 4
const serialMs = 2000

/**
 * A session of that many records, as a run of a thousand rounds (the most there can be) leaves one of a million: ten
 * conditions, five laps a trial, the lock's timeline of every trial of threads, and samples ten times a second.
 */
export function* longSession(records: number): Generator<SessionRecord> {
  const numbers = new SeededNumbers(records)
  const trials = Math.max(1, Math.floor((records - 2) / recordsPerTrial))
  const rounds = Math.ceil(trials / conditions.length)
  yield header(rounds)
  let written = 1
  let atMs = 0
  for (let trial = 0; trial < trials; trial++) {
    const condition = conditions[trial % conditions.length]
    if (condition === undefined) continue
    const measured = trialRecords(trial, condition, atMs, numbers)
    const samples = trial === trials - 1 ? records - 1 - written - measured.length : recordsPerTrial - measured.length
    for (let sample = 0; sample < samples; sample++) yield sampleAt((atMs += sampleEveryMs), condition.workers, numbers)
    yield* measured
    written += measured.length + samples
  }
  yield { record: 'end', atMs, reason: 'complete', message: `all ${rounds} rounds done` }
}

export async function writeLongSession(path: string, records: number): Promise<void> {
  const file = createWriteStream(path)
  let lines: string[] = []
  const flush = async (): Promise<void> => {
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain')
    lines = []
  }
  for (const record of longSession(records)) {
    if (lines.push(JSON.stringify(record)) === 5000) await flush()
  }
  if (lines.length > 0) await flush()
  file.end()
  await once(file, 'finish')
}

function header(rounds: number): SessionHeader {
  return madeUpHeader({
    id: 'long',
    experiment: {
      id: 'long',
      title: 'A long session',
      question: 'How long does it take to open?',
      definition: { claims: [], switchIntervalMs: 5 },
    },
    baseline: 'node/locked-threads',
    conditions: conditions.map((condition) => ({ ...condition, reference: false })),
    rounds: { min: rounds, max: rounds },
    precision: 0.001,
    size: 4000,
    tasks: 64,
    passes: { node: 8 },
    machine: { cores, usableCores: cores },
  })
}

function trialRecords(
  trial: number,
  { series, workers }: (typeof conditions)[number],
  startedAtMs: number,
  numbers: SeededNumbers,
): readonly SessionRecord[] {
  const speedup = series === 'node/locked-threads' ? 1 : 0.95 * workers
  const laps = Array.from({ length: lapsPerTrial }, (_, lap): MadeUpLap => {
    const makespanMs = (serialMs / speedup) * Math.exp(0.05 * numbers.normal())
    const worker = { startMs: 0.04, endMs: makespanMs, cpuMs: makespanMs / speedup, coreWaitMs: 0.1 }
    return { warmup: lap < 2, makespanMs, workers: Array.from({ length: workers }, () => worker) }
  })
  const takesTurns = series.endsWith('threads') && workers > 1
  return madeUpTrial(
    { trial, round: Math.floor(trial / conditions.length), series, workers },
    {
      laps,
      locks: takesTurns ? [lockTimeline(workers, series === 'node/locked-threads')] : [],
      startedAtMs,
      endedAtMs: startedAtMs + recordsPerTrial * sampleEveryMs,
      pids: [4000 + trial],
      startupMs: 12 * workers,
      peakRssBytes: (44 + 6 * workers) * 2 ** 20,
    },
  )
}

/** The workers take turns of five milliseconds under a lock, and run all at once without one. */
function lockTimeline(workers: number, locked: boolean): MadeUpLock {
  const turnMs = 5.05
  const holds = Array.from({ length: workers }, (_, worker) =>
    Array.from({ length: stretches }, (_, turn) => {
      const startMs = locked ? (turn * workers + worker) * turnMs : turn * (turnMs + 1.2)
      return [startMs, startMs + turnMs - 0.01]
    }).flat(),
  )
  return { lap: 2, source: locked ? 'holds' : 'gaps', holds }
}

function sampleAt(atMs: number, busy: number, numbers: SeededNumbers): SampleRecord {
  const rssBytes = (): number => 4096 * Math.round(10_000 + 1000 * numbers.uniform())
  return {
    record: 'sample',
    cores: Array.from({ length: cores }, (_, core) => (core < busy ? 0.9 : 0.02) + 0.08 * numbers.uniform()),
    memory: { usedBytes: 6 * 2 ** 30 + rssBytes(), totalBytes: 16 * 2 ** 30 },
    processes: [
      { pid: 300, role: 'lab', rssBytes: rssBytes() },
      { pid: 4000, role: 'trial', rssBytes: rssBytes() },
      ...Array.from({ length: busy }, (_, worker) => ({
        pid: 4001 + worker,
        role: 'worker' as const,
        rssBytes: rssBytes(),
      })),
    ],
    costMs: 0.3 + 0.1 * numbers.uniform(),
    threads: Array.from({ length: busy }, (_, worker) => [4001 + worker, 4001 + worker, 90 + worker, worker, 3, 1]),
    atMs,
  }
}
