import { expect, test } from 'vitest'
import { coreChanges, runningThreads } from '../../../../experiments/core/monitoring/running-threads.ts'

const samples = [
  { atMs: 1000, threads: [[10, 11, 900, 0, 5]] },
  {
    atMs: 1100,
    threads: [
      [10, 11, 80, 0, 5],
      [10, 12, 100, 1, 2],
    ],
  },
  { atMs: 1200, threads: [[10, 12, 90, 0, 2]] },
]

test('a thread’s share is its CPU time since the first sample over the time that passed, its core the last one', () => {
  expect(runningThreads(samples)).toEqual([
    { pid: 10, tid: 12, core: 0, share: 0.95 },
    { pid: 10, tid: 11, core: 0, share: 0.4 },
  ])
  expect(runningThreads(samples.slice(0, 1))).toEqual([])
  expect(runningThreads([{ atMs: 0 }, { atMs: 100 }])).toEqual([])
})

test('a change of core is one between two samples that tell of the same thread', () => {
  expect(coreChanges(samples)).toBe(0.5)
  // one that hardly ran may wake up anywhere
  const resting = [10, 13, 20].map((cpuMs, index) => ({ atMs: 100 * index, threads: [[10, 13, cpuMs, index, 1]] }))
  expect(coreChanges(resting)).toBeNull()
  expect(coreChanges(samples.slice(0, 1))).toBeNull()
})
