import { expect, test } from 'vitest'
import type { SeriesId } from '../../../../experiments/core/names/series.ts'
import type { LapRecord } from '../../../../experiments/core/session/session.ts'
import { timeSplit } from '../../../../experiments/core/time-split/time-split.ts'
import { sessionOf } from '../../../../testbed/sessions/rounds.ts'
import { rounds } from './made-up-time.ts'
import { shareOf, sumOf } from './read-time.ts'

type WorkerLap = Omit<LapRecord['workers'][number], 'startMs' | 'endMs'>

/** Five rounds of a serial second, and of two workers that took as long as said. */
function splitOf(series: SeriesId, makespanMs: number, worker: WorkerLap, serial: WorkerLap) {
  const lap = (count: number, factor: number, one: WorkerLap) => ({
    lapsMs: [factor],
    workers: (ms: number) => Array.from({ length: count }, () => ({ startMs: 0, endMs: ms, ...one })),
  })
  const { conditions, series: sentences } = timeSplit(
    sessionOf({
      rounds: {
        [series.replace(/\/.*/, '/serial')]: { 1: rounds.map(() => lap(1, 1000, serial)) },
        [series]: { 2: rounds.map((ms) => lap(2, (ms * makespanMs) / 1000, worker)) },
      },
      // the CPU time of a lap, of all workers together
      busyShare: (workers) => (workers === 1 ? serial.cpuMs / 1000 : worker.cpuMs / makespanMs),
    }),
  )
  const time = conditions.find((one) => one.series === series)
  if (time === undefined) throw new Error('the session tells nothing of its time')
  return { time, sentence: sentences[0]?.sentence ?? '' }
}

const busy = { cpuMs: 1000, coreWaitMs: 0 }

test('computing is split: what serial takes, and more CPU time for the same work, which is named where it is most', () => {
  const { time, sentence } = splitOf('node/processes', 1000, { cpuMs: 980, coreWaitMs: 0 }, busy)
  expect(time.bottleneck).toBe('more-cpu')
  expect(shareOf(time, 'useful')).toBeCloseTo(0.5, 2)
  expect(shareOf(time, 'more-cpu')).toBeCloseTo(0.48, 2)
  expect(sumOf(time)).toBeCloseTo(1, 9)
  expect(sentence).toMatch(
    /% \(.*\) of the workers’ time is more CPU time for the same work than serial takes; the same work takes 1\.96×/,
  )
})

test('work that takes what it takes in serial, or a little less, has no more of it, and no other bottleneck', () => {
  for (const cpuMs of [490, 480]) {
    const { time } = splitOf('node/processes', 500, { cpuMs, coreWaitMs: 0 }, busy)
    expect(time.bottleneck).toBeNull()
    expect(shareOf(time, 'more-cpu')).toBe(0)
    expect(shareOf(time, 'useful')).toBeCloseTo(cpuMs / 500, 2)
  }
})

test('under a lock, waiting in blocking calls beyond serial’s has no name: it may be for the lock or for another', () => {
  const native = { cpuMs: 490, coreWaitMs: 0, blockingMs: 990 }
  const { time, sentence } = splitOf('cpython/threads', 1000, native, { ...busy, blockingMs: 990 })
  expect(time.bottleneck).toBe('unknown')
  expect(shareOf(time, 'waiting')).toBeCloseTo(0, 2)
  expect(sumOf(time)).toBeCloseTo(1, 9)
  expect(sentence).toContain(
    'in blocking calls than serial does: for the interpreter lock, or for a lock of the work’s own',
  )
  expect(sentence).not.toContain('more workers can wait side by side')
})

test('a wait that serial has too is a wait, and so is every wait where no lock is shared', () => {
  const waits = { cpuMs: 5, coreWaitMs: 0, blockingMs: 490 }
  const timers = splitOf('cpython/threads', 500, waits, { cpuMs: 10, coreWaitMs: 0, blockingMs: 985 })
  expect(timers.time.bottleneck).toBe('waiting')
  const mutex = { cpuMs: 490, coreWaitMs: 0, blockingMs: 990 }
  expect(splitOf('node/threads', 1000, mutex, busy).time.bottleneck).toBe('waiting')
})

test('what helped the workers beside them is told where it is much', () => {
  const allocates = { cpuMs: 490, coreWaitMs: 0, helpersCpuMs: 225 }
  const { time, sentence } = splitOf('node/processes', 500, allocates, busy)
  expect(time.helpers.value).toBeCloseTo(0.45, 2)
  expect(sumOf(time)).toBeCloseTo(1, 9)
  expect(sentence).toMatch(/what helped them, such as a garbage collector.*, also computed for 45% \(.*\) of that time/)
})
