import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { SeriesId } from '../../experiments/core/names/series.ts'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type { SessionHeader, SessionRecord } from '../../experiments/core/session/session.ts'
import { SamplePace } from '../../main/session/sample-pace.ts'
import { SeededNumbers } from '../seeded-numbers.ts'
import { madeUpHeader } from './header.ts'
import { madeUpTrial, type MadeUpLap, type MadeUpLock } from './trial.ts'

const counts = [1, 2, 4]
const executors = ['threads', 'processes', 'locked-threads'] as const
const conditions: readonly { readonly series: SeriesId; readonly workers: number }[] = [
  { series: 'node/serial', workers: 1 },
  ...executors.flatMap((executor) => counts.map((workers) => ({ series: `node/${executor}` as const, workers }))),
]
const lapsPerTrial = 5
const trialMs = 10_000
const sampleEveryMs = 100
const stretches = 40
const cores = 4
const serialMs = 2000

/** How long a session is: its rounds of ten trials, and whether its samples become rarer as they do in a run of today. */
export interface SessionLength {
  readonly rounds: number
  readonly thinned: boolean
}

/** The longest session that a run can leave today: no experiment may have more rounds. */
export const longestToday: SessionLength = { rounds: 1000, thinned: true }

/** As many records as a lab left that took ten samples a second for more than a day. */
export const overAMillionRecords: SessionLength = { rounds: 1000, thinned: false }

/** Ten conditions a round, five laps a trial, and the lock's timeline of every trial in which threads share one. */
export function* longSession({ rounds, thinned }: SessionLength): Generator<SessionRecord> {
  const numbers = new SeededNumbers(rounds)
  const pace = new SamplePace(sampleEveryMs)
  let intervalMs = sampleEveryMs
  let sampleAtMs = sampleEveryMs
  yield header(rounds)
  for (let trial = 0; trial < rounds * conditions.length; trial++) {
    const condition = conditions[trial % conditions.length]
    if (condition === undefined) continue
    const endMs = (trial + 1) * trialMs
    for (; sampleAtMs < endMs; sampleAtMs += intervalMs) {
      yield sampleAt(sampleAtMs, condition.workers, numbers)
      if (thinned) intervalMs = pace.slowedDown() ?? intervalMs
    }
    yield* trialRecords(trial, condition, trial * trialMs, numbers)
  }
  const atMs = rounds * conditions.length * trialMs
  yield { record: 'end', atMs, reason: 'complete', message: `all ${rounds} rounds done` }
}

export async function writeLongSession(path: string, length: SessionLength): Promise<void> {
  const file = createWriteStream(path)
  let lines: string[] = []
  const flush = async (): Promise<void> => {
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain')
    lines = []
  }
  for (const record of longSession(length)) {
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
      endedAtMs: startedAtMs + trialMs,
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
