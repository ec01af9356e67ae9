import { expect, test } from 'vitest'
import { moduleRequest, runTrial } from '../trial-harness.ts'

/** Linux counts the time of a running thread up to its last tick. */
const tickMs = 10

test.each([
  ['serial', 1],
  ['threads', 2],
  ['processes', 2],
  ['async', 2],
] as const)('a worker of %s is timed by its thread, and what V8 helped is told apart', async (executor, workers) => {
  const request = { ...moduleRequest(executor, workers, 'allocates.mjs'), size: 300_000 }
  const { outcome, laps } = await runTrial(request)
  expect(outcome).toEqual({ kind: 'ok' })
  for (const lap of laps) {
    for (const { startMs, endMs, cpuMs } of lap.workers) {
      expect(cpuMs).toBeGreaterThan(0)
      // one thread has at most one core; with its helpers a process had half as much again
      expect(cpuMs).toBeLessThan(1.05 * (endMs - startMs) + tickMs)
    }
    const helpersMs = lap.workers.reduce((sum, { helpersCpuMs }) => sum + (helpersCpuMs ?? Number.NaN), 0)
    expect(helpersMs).toBeGreaterThan(0)
    expect(lap.cpuMs).toBeCloseTo(
      lap.workers.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
      6,
    )
  }
})

test('work that allocates nothing has next to nothing done for it by helpers', async () => {
  for (const executor of ['serial', 'threads', 'processes'] as const) {
    const workers = executor === 'serial' ? 1 : 2
    const request = { ...moduleRequest(executor, workers, 'collatz.mjs'), size: 30_000 }
    const { laps } = await runTrial(request)
    const shares = laps.map(
      ({ workers, cpuMs }) => workers.reduce((sum, { helpersCpuMs = 0 }) => sum + helpersCpuMs, 0) / cpuMs,
    )
    // what is compiled is compiled once
    expect(Math.min(...shares)).toBeLessThan(0.2)
  }
})
