import os from 'node:os'
import { expect, test } from 'vitest'
import { findKernel } from '../../../../experiments/core/names/kernels.ts'
import { moduleRequest, nodeRequest, runTrial } from '../trial-harness.ts'

const everyWay = [
  ['serial', 1],
  ['threads', 1],
  ['threads', 3],
  ['processes', 1],
  ['processes', 3],
  ['locked-threads', 1],
  ['locked-threads', 3],
  ['async', 1],
  ['async', 3],
] as const
const inPool = [
  ['pool', 1],
  ['pool', 3],
] as const

test.each([
  ['primes', 300],
  ['mandelbrot', 20],
  ['matrix', 20],
  ['waiting', 5],
  ['http', 5],
  ['files', 3],
  ['hashing', 1],
  ['pbkdf2', 2],
  ['messages', 300],
])('every executor gives the same checksum of %s, at every worker count', async (kernel, size) => {
  const checksums = new Set<string>()
  for (const [executor, workers] of [...everyWay, ...(findKernel(kernel)?.inPool === true ? inPool : [])]) {
    const order = nodeRequest(executor, workers, { workload: { kind: 'kernel', kernel }, size, tasks: 6, laps: 1 })
    const run = await runTrial(order)
    expect(run.outcome).toEqual({ kind: 'ok' })
    expect(run.laps.map((lap) => lap.workers.length)).toEqual([workers, workers])
    for (const lap of run.laps) {
      checksums.add(lap.checksum)
      // workers are awake before their lap starts, but none begins it early
      for (const { startMs } of lap.workers) expect(startMs).toBeGreaterThanOrEqual(0)
    }
  }
  expect(checksums.size).toBe(1)
})

test('a trial reports its start-up, its warm-up lap, its measured laps and each worker of them', async () => {
  // laps of several ticks: Linux counts the CPU time of a running thread up to its last one
  const run = await runTrial(nodeRequest('processes', 2, { size: 100_000 }))
  expect(run.laps.map(({ lap, warmup }) => [lap, warmup])).toEqual([
    [0, true],
    [1, false],
    [2, false],
  ])
  expect(run.processStartMs).toBeGreaterThan(0)
  expect(run.startupMs).toBeGreaterThan(0)
  expect(new Set(run.pids).size).toBe(3)
  for (const { workers, makespanMs, cpuMs, peakRssBytes } of run.laps) {
    expect(workers).toHaveLength(2)
    expect(makespanMs).toBeCloseTo(Math.max(...workers.map(({ endMs }) => endMs)), 6)
    for (const { startMs, endMs } of workers) expect(endMs).toBeGreaterThan(startMs)
    expect(cpuMs).toBeGreaterThan(0)
    expect(peakRssBytes).toBeGreaterThan(10_000_000)
  }
})

// Only Linux keeps for each thread how long it was ready to run and had to wait.
test.runIf(process.platform === 'linux')('workers that share a core report how long they waited for it', async () => {
  const workers = 4 * os.availableParallelism()
  const run = await runTrial(nodeRequest('threads', workers, { size: 20_000, tasks: workers }))
  for (const { workers, makespanMs } of run.laps) {
    const waitedMs = workers.reduce((sum, { coreWaitMs }) => sum + (coreWaitMs ?? Number.NaN), 0)
    // all of them wait for most of the time: four share a core
    expect(waitedMs).toBeGreaterThan(makespanMs)
    expect(waitedMs).toBeLessThan(makespanMs * workers.length)
  }
})

test('all worker threads run in one process', async () => {
  expect((await runTrial(nodeRequest('threads', 3))).pids).toHaveLength(1)
})

test('warm-up goes on until two laps agree, for at most ten laps', async () => {
  const run = await runTrial(nodeRequest('serial', 1, { warmup: 'auto', laps: 3 }))
  const warmup = run.laps.filter((lap) => lap.warmup)
  expect(warmup.length).toBeGreaterThanOrEqual(2)
  expect(warmup.length).toBeLessThanOrEqual(10)
  expect(run.laps.filter((lap) => !lap.warmup)).toHaveLength(3)
  const [before, last] = warmup.slice(-2).map((lap) => lap.makespanMs)
  if (warmup.length < 10) expect(Math.abs((last ?? 0) - (before ?? 0))).toBeLessThan(0.05 * (before ?? 0))
})

test('a module of the user runs in every executor with the same checksum, async or not', async () => {
  for (const file of ['collatz.mjs', 'waits.mjs']) {
    const checksums = new Set<string>()
    for (const executor of ['serial', 'threads', 'processes', 'locked-threads'] as const) {
      const run = await runTrial(moduleRequest(executor, executor === 'serial' ? 1 : 2, file))
      expect(run.outcome).toEqual({ kind: 'ok' })
      for (const lap of run.laps) checksums.add(lap.checksum)
    }
    expect(checksums.size).toBe(1)
  }
})

test('what a workload prints never reaches the protocol', async () => {
  for (const executor of ['threads', 'processes'] as const) {
    let printed = ''
    const run = await runTrial(moduleRequest(executor, 2, 'prints.mjs'), {
      onPrint: (text) => {
        printed += text
      },
    })
    expect(run.outcome).toEqual({ kind: 'ok' })
    expect(printed).toContain('a print of task 0')
    expect(printed).toContain('rubbish')
  }
})
