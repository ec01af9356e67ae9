import { expect, test } from 'vitest'
import { rounds, turns, type MadeUpTime } from './made-up-time.ts'
import { sentenceOf, shareOf, sumOf, timeOf } from './read-time.ts'

const halfBusy = (ms: number) => ({ startMs: 0, endMs: ms, cpuMs: ms / 2, coreWaitMs: 0 })

const underLock: MadeUpTime = {
  series: 'cpython/threads',
  makespansMs: rounds,
  workers: (ms) => [halfBusy(ms), halfBusy(ms)],
  timeline: (ms) => ({ source: 'gaps', holds: turns(ms, 5) }),
}

test('two threads that take turns under an interpreter lock wait for it half of the time', () => {
  const time = timeOf(underLock)
  expect(time.bottleneck).toBe('lock-wait')
  expect(shareOf(time, 'useful')).toBeCloseTo(0.5, 6)
  expect(shareOf(time, 'lock-wait')).toBeCloseTo(0.5, 1)
  expect(sumOf(time)).toBeCloseTo(1, 9)
  expect(sentenceOf(underLock)).toMatch(
    /^cpython\/threads 2 workers are no faster than 1; at 2 workers 50% \(\d+–\d+%\) of the workers’ time is waiting for the interpreter lock; processes and interpreters/,
  )
})

test('the same turns without an interpreter lock are a lock or a serial part of the work’s own', () => {
  const time = timeOf({ ...underLock, series: 'node/threads' })
  expect(time.bottleneck).toBe('serial')
  expect(shareOf(time, 'lock-wait')).toBe(0)
})

test('a timeline that does not account for the CPU time tells nothing: the rest is unknown', () => {
  // gaps shorter than a millisecond are not seen: both seem to run all the time
  const time = timeOf({
    ...underLock,
    timeline: (ms) => ({
      source: 'gaps',
      holds: [
        [0, ms],
        [0, ms],
      ],
    }),
  })
  expect(time.bottleneck).toBe('unknown')
  expect(shareOf(time, 'lock-wait')).toBe(0)
})

test('what a cut timeline shows stands for all of its lap', () => {
  const time = timeOf({
    ...underLock,
    timeline: (ms) => ({ source: 'gaps', holds: turns(ms / 4, 5), fromMs: 0, toMs: ms / 4 }),
  })
  expect(shareOf(time, 'lock-wait')).toBeCloseTo(0.5, 1)
})

test('our own lock tells itself how long workers waited for it, and calls that wait are apart from that', () => {
  const time = timeOf({
    series: 'node/locked-threads',
    makespansMs: rounds,
    workers: (ms) =>
      [0, 1].map(() => ({
        startMs: 0,
        endMs: ms,
        cpuMs: 0.3 * ms,
        coreWaitMs: 0,
        lockWaitMs: 0.2 * ms,
        blockingMs: 0.45 * ms,
      })),
  })
  expect(shareOf(time, 'lock-wait')).toBeCloseTo(0.2, 6)
  expect(shareOf(time, 'waiting')).toBeCloseTo(0.45, 6)
  expect(shareOf(time, 'unknown')).toBeCloseTo(0.05, 6)
  expect(time.bottleneck).toBe('waiting')
})

test('who stays awake for our own lock uses CPU time, but computes nothing', () => {
  const time = timeOf({
    series: 'node/locked-threads',
    makespansMs: rounds,
    workers: (ms) =>
      [0, 1].map(() => ({ startMs: 0, endMs: ms, cpuMs: 0.53 * ms, coreWaitMs: 0, lockWaitMs: 0.5 * ms })),
  })
  expect(shareOf(time, 'useful')).toBeCloseTo(0.5, 6)
  expect(shareOf(time, 'lock-wait')).toBeCloseTo(0.5, 6)
})

test('under a lock whose holder has lost its core, the others wait for the lock and the holder for a core', () => {
  // three threads; for the last third of the lap the holder is off its core
  const made: MadeUpTime = {
    series: 'cpython/threads',
    makespansMs: rounds,
    workers: (ms) =>
      [2 / 9, 2 / 9, 2 / 9].map((part, index) => ({
        startMs: 0,
        endMs: ms,
        cpuMs: part * ms,
        coreWaitMs: index === 0 ? ms / 3 : 0,
      })),
    timeline: (ms) => ({ source: 'gaps', holds: turns((2 / 3) * ms, 5, 3).map((lane) => [...lane, ms - 0.01, ms]) }),
  }
  const time = timeOf(made)
  expect(shareOf(time, 'core-wait')).toBeCloseTo(1 / 9, 2)
  expect(shareOf(time, 'lock-wait')).toBeCloseTo(2 / 3, 1)
  expect(shareOf(time, 'unknown')).toBeLessThan(0.02)
})
