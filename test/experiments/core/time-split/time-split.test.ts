import { expect, test } from 'vitest'
import { timeSplit } from '../../../../experiments/core/time-split/time-split.ts'
import { sessionOf } from '../../../../testbed/sessions/rounds.ts'
import { rounds, turns, type MadeUpTime } from './made-up-time.ts'
import { sentenceOf, shareOf, sumOf, timeOf } from './read-time.ts'

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

test('eight workers on two cores wait for a core, as the system counts it', () => {
  const made: MadeUpTime = {
    series: 'node/processes',
    makespansMs: rounds.map((ms) => ms / 2),
    workers: (ms) => Array.from({ length: 8 }, () => ({ startMs: 0, endMs: ms, cpuMs: ms / 4, coreWaitMs: 0.74 * ms })),
  }
  expect(timeOf(made).bottleneck).toBe('core-wait')
  expect(sentenceOf(made)).toMatch(
    /^node\/processes still gaining at 8 workers, the most measured: 2\.00× \(.*\); at 8 workers 74% \(.*\) of the workers’ time is waiting for a core; 8 workers outnumber the 2 cores/,
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
  expect(sentenceOf(made)).toContain('they also spent 50% (50–50%) of it waiting for a core that other programs used')
  const noOther = {
    ...made,
    workers: (ms: number) => made.workers(ms).map((one) => ({ ...one, lockWaitMs: 0, cpuMs: ms / 2 })),
  }
  expect(timeOf(noOther).bottleneck).toBe('core-wait')
  expect(sentenceOf(noOther)).toContain(
    'at 2 workers 50% (50–50%) of the workers’ time is waiting for a core; other programs used the cores',
  )
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
    'one worker goes on alone with 50% (50–50%) of the work, which is serial: at most 2.00× with any number of workers (Amdahl)',
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
  expect(sentenceOf(made)).toContain('2 workers are no faster than 1; at 2 workers no loss takes more than a tenth')
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

test('a slower clock is a part of its own, beside the computing that serial would have needed too, and its speed is told', () => {
  const laps = [990, 1000, 1010, 1005, 995].map((ms) => ({
    lapsMs: [ms / 1.7],
    workers: (makespanMs: number) =>
      [84, 86].map((turnsPerMs) => ({ startMs: 0, endMs: makespanMs, cpuMs: makespanMs, turnsPerMs })),
  }))
  const serial = laps.map(({ lapsMs: [ms = 0] }) => ({
    lapsMs: [ms * 1.7],
    workers: (makespanMs: number) => [{ startMs: 0, endMs: makespanMs, cpuMs: makespanMs, turnsPerMs: 100 }],
  }))
  const session = sessionOf({ rounds: { 'node/serial': { 1: serial }, 'node/threads': { 2: laps } } })
  const { conditions, series } = timeSplit(session)
  const shares = Object.fromEntries(conditions.at(-1)?.shares.map(({ kind, value }) => [kind, value]) ?? [])
  expect(shares.clock).toBeCloseTo(0.15, 10)
  expect(shares.useful).toBeCloseTo(0.85, 10)
  expect(series[0]?.sentence).toMatch(
    /is lost to cores that were slower than serial’s; cores ran at 84% \(84–84%\) of serial’s speed$/,
  )
  // one that goes on alone when the others have ended is slowed down until then
  const tail: MadeUpTime = {
    series: 'node/threads',
    makespansMs: rounds,
    workers: (ms) => [1, 0.5].map((part) => ({ startMs: 0, endMs: part * ms, cpuMs: part * ms, turnsPerMs: 80 })),
    serialTurnsPerMs: 100,
  }
  expect(shareOf(timeOf(tail), 'clock')).toBeCloseTo((0.5 * 0.2 + 0.5 * 0.2) / 2, 6)
  // in a session that does not know it, computing is computing
  const workers = (ms: number) => [1, 2].map(() => ({ startMs: 0, endMs: ms, cpuMs: ms }))
  const unknown: MadeUpTime = { series: 'node/threads', makespansMs: rounds.map((ms) => ms / 1.7), workers }
  expect(shareOf(timeOf(unknown), 'useful')).toBe(1)
  expect(shareOf(timeOf(unknown), 'clock')).toBeNull()
  expect(sentenceOf(unknown)).not.toContain('serial’s speed')
})
