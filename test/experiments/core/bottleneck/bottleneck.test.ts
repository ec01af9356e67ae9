import { expect, test } from 'vitest'
import { bottlenecks } from '../../../../experiments/core/bottleneck.ts'
import type { ConditionTime } from '../../../../experiments/core/bottleneck/condition-time.ts'
import type { ShareKind } from '../../../../experiments/core/bottleneck/share-kinds.ts'
import { sessionWith, turns, type MadeUpTime } from './made-up-time.ts'

const rounds = [990, 1000, 1010, 1005, 995]

/** Of the condition that the session is about. */
function timeOf(made: MadeUpTime): ConditionTime {
  const [time] = bottlenecks(sessionWith(made)).conditions
  if (time === undefined) throw new Error('the session tells nothing of its time')
  return time
}

function sentenceOf(made: MadeUpTime): string {
  const [first] = bottlenecks(sessionWith(made)).series
  if (first === undefined) throw new Error('the session has no sentence')
  return `${first.series} ${first.sentence}`
}

function shareOf({ shares }: ConditionTime, kind: ShareKind): number | null {
  return shares.find((share) => share.kind === kind)?.value ?? null
}

function sumOf({ shares }: ConditionTime): number {
  return shares.reduce((sum, { value }) => sum + (value ?? 0), 0)
}

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
    /^cpython\/threads gains nothing from 2 workers; at 2 workers 50% \(\d+–\d+%\) of the workers’ time is waiting for the interpreter lock; processes and interpreters/,
  )
})

test('the same turns without an interpreter lock are a lock or a serial part of the work’s own', () => {
  const time = timeOf({ ...underLock, series: 'node/threads' })
  expect(time.bottleneck).toBe('serial')
  expect(shareOf(time, 'lock-wait')).toBe(0)
})

test('without a lock, workers that often stand still all at once wait for something unknown', () => {
  // each runs for 5 of 20 ms, one after the other, and then none
  const rests = (ms: number): number[][] => turns(ms, 5, 4).slice(0, 2)
  const made: MadeUpTime = {
    series: 'node/threads',
    makespansMs: rounds,
    workers: (ms) => [0, 1].map(() => ({ startMs: 0, endMs: ms, cpuMs: ms / 4, coreWaitMs: 0 })),
    timeline: (ms) => ({ source: 'gaps', holds: rests(ms) }),
  }
  const time = timeOf(made)
  expect(time.bottleneck).toBe('unknown')
  expect(shareOf(time, 'serial')).toBe(0)
  expect(sentenceOf(made)).toContain(
    '75% (75–75%) of the workers’ time is unknown: nothing that is measured explains it',
  )
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

test('eight workers on two cores wait for a core, as the system counts it', () => {
  const made: MadeUpTime = {
    series: 'node/processes',
    makespansMs: rounds.map((ms) => ms / 2),
    workers: (ms) => Array.from({ length: 8 }, () => ({ startMs: 0, endMs: ms, cpuMs: ms / 4, coreWaitMs: 0.74 * ms })),
  }
  expect(timeOf(made).bottleneck).toBe('core-wait')
  expect(sentenceOf(made)).toMatch(
    /^node\/processes gains up to 8 workers, the most that were tried, 2\.00× \(.*\); at 8 workers 74% \(.*\) of the workers’ time is waiting for a core; 8 workers outnumber the 2 cores/,
  )
})

test('no more workers than cores that wait for one were disturbed: another loss is named before that, and it stays said', () => {
  const half = (ms: number) => ({ startMs: 0, endMs: ms, cpuMs: 0.2 * ms, coreWaitMs: 0.5 * ms, lockWaitMs: 0.3 * ms })
  const made: MadeUpTime = {
    series: 'node/locked-threads',
    makespansMs: rounds,
    workers: (ms) => [half(ms), half(ms)],
  }
  const time = timeOf(made)
  expect(time.bottleneck).toBe('lock-wait')
  expect(time.disturbance?.value).toBeCloseTo(0.5, 6)
  expect(sentenceOf(made)).toContain('besides, they waited 50% (50–50%) of it for a core that something else had')
  const noOther = {
    ...made,
    workers: (ms: number) => made.workers(ms).map((one) => ({ ...one, lockWaitMs: 0, cpuMs: ms / 2 })),
  }
  expect(timeOf(noOther).bottleneck).toBe('core-wait')
  expect(sentenceOf(noOther)).toContain('is waiting for a core; something else had the cores')
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

test('a wait for a core that began before the worker did is taken from its start-up', () => {
  const time = timeOf({
    series: 'node/threads',
    makespansMs: rounds,
    workers: (ms) => [0, 1].map(() => ({ startMs: 0.2 * ms, endMs: ms, cpuMs: 0.8 * ms, coreWaitMs: 0.15 * ms })),
  })
  expect(shareOf(time, 'core-wait')).toBeCloseTo(0.15, 6)
  expect(shareOf(time, 'start-up')).toBeCloseTo(0.05, 6)
  expect(sumOf(time)).toBeCloseTo(1, 9)
})

test('where the system does not tell how long workers waited for a core, that is null and within the unknown', () => {
  const time = timeOf({
    series: 'node/threads',
    makespansMs: rounds,
    workers: (ms) => [0, 1].map(() => ({ startMs: 0, endMs: ms, cpuMs: 0.4 * ms })),
    timeline: (ms) => ({ source: 'gaps', holds: turns(ms, 5) }),
  })
  expect(shareOf(time, 'core-wait')).toBeNull()
  expect(shareOf(time, 'unknown')).toBeCloseTo(0.6, 6)
  expect(time.bottleneck).toBe('unknown')
  expect(sumOf(time)).toBeCloseTo(1, 9)
})

test('messages are counted once, the CPU time in them too, and what is left of it is useful', () => {
  const time = timeOf({
    series: 'node/processes',
    makespansMs: rounds,
    workers: (ms) =>
      [0, 1].map(() => ({
        startMs: 0,
        endMs: ms,
        cpuMs: 0.5 * ms,
        coreWaitMs: 0.1 * ms,
        communicationMs: 0.8 * ms,
        communicationCpuMs: 0.3 * ms,
      })),
  })
  expect(time.bottleneck).toBe('communication')
  expect(shareOf(time, 'useful')).toBeCloseTo(0.2, 6)
  expect(shareOf(time, 'core-wait')).toBeCloseTo(0.1, 6)
  // 0.8 of which a tenth, in which it waited for a core within its messages, is counted there
  expect(shareOf(time, 'communication')).toBeCloseTo(0.7, 6)
  expect(sumOf(time)).toBeCloseTo(1, 9)
})

test('a worker that goes on alone with half of the work is a serial fraction of a half', () => {
  const made: MadeUpTime = {
    series: 'node/processes',
    makespansMs: rounds.map((ms) => 0.75 * ms),
    workers: (ms) => [ms, ms / 3].map((endMs) => ({ startMs: 0, endMs, cpuMs: endMs, coreWaitMs: 0 })),
  }
  const time = timeOf(made)
  expect(time.bottleneck).toBe('imbalance')
  expect(shareOf(time, 'imbalance')).toBeCloseTo(1 / 3, 6)
  expect(time.serialTail?.value).toBeCloseTo(0.5, 6)
  expect(sentenceOf(made)).toContain(
    'one worker goes on alone with 50% (50–50%) of the work, a serial part: at most 2.00× with any number of workers (Amdahl)',
  )
})

test('uneven work that several go on with is no serial part, but asks for smaller tasks', () => {
  const made: MadeUpTime = {
    series: 'node/processes',
    makespansMs: rounds,
    workers: (ms) => [ms, ms, ms / 2, ms / 2].map((endMs) => ({ startMs: 0, endMs, cpuMs: endMs, coreWaitMs: 0 })),
    usableCores: 4,
  }
  expect(timeOf(made)).toMatchObject({ bottleneck: 'imbalance', serialTail: null })
  expect(sentenceOf(made)).toContain('split the work into more and smaller tasks')
})

test('workers that compute all the time have no bottleneck, and a curve that stops all the same cost more CPU time', () => {
  const busy = (ms: number) => ({ startMs: 0, endMs: ms, cpuMs: 0.98 * ms, coreWaitMs: 0 })
  const made: MadeUpTime = {
    series: 'node/threads',
    makespansMs: rounds,
    workers: (ms) => [busy(ms), busy(ms)],
  }
  expect(timeOf(made).bottleneck).toBeNull()
  expect(sentenceOf(made)).toContain('gains nothing from 2 workers; at 2 workers no loss takes more than a tenth')
  expect(sentenceOf(made)).toContain('the same work takes 2.00×')
})

test('a loss whose interval reaches below a tenth is no bottleneck, and one round alone has no interval', () => {
  const waits: MadeUpTime = {
    series: 'node/threads',
    makespansMs: [1000, 1040, 960],
    workers: (ms) => [0, 1].map(() => ({ startMs: 0, endMs: ms, cpuMs: ms - 150, coreWaitMs: 0, blockingMs: 150 })),
  }
  expect(timeOf(waits)).toMatchObject({ rounds: 3, bottleneck: 'waiting' })
  expect(sentenceOf(waits)).toContain('what they wait for may serve but one at a time')
  const faster = { ...waits, makespansMs: [500, 510, 490] }
  expect(sentenceOf(faster)).toContain('more workers can wait side by side')
  const scattered: MadeUpTime = {
    ...waits,
    makespansMs: [1000, 1200, 800],
    workers: (ms) => waits.workers(ms).map((one) => ({ ...one, cpuMs: 0.2 * ms + 640, blockingMs: 300 })),
  }
  expect(shareOf(timeOf(scattered), 'waiting')).toBeGreaterThan(0.1)
  expect(timeOf(scattered).bottleneck).toBeNull()
  expect(sentenceOf(scattered)).toContain(
    'no loss is certain to take more than a tenth of the workers’ time; the largest is in calls that wait, 14% (0–',
  )
  expect(timeOf({ ...waits, makespansMs: [1000] }).shares[0]).toEqual({
    kind: 'useful',
    value: 0.85,
    low: null,
    high: null,
  })
})

test('clocks that disagree never make more than the whole', () => {
  const time = timeOf({
    series: 'node/locked-threads',
    makespansMs: rounds,
    workers: (ms) =>
      [0, 1].map(() => ({
        startMs: -3,
        endMs: ms + 4,
        cpuMs: 1.4 * ms,
        coreWaitMs: 2 * ms,
        communicationMs: 3 * ms,
        communicationCpuMs: 2 * ms,
        blockingMs: 9 * ms,
        lockWaitMs: 5 * ms,
      })),
  })
  expect(sumOf(time)).toBeCloseTo(1, 9)
  for (const { value } of time.shares) expect(value).toBeGreaterThanOrEqual(0)
})
