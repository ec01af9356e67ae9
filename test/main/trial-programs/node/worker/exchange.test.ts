import { expect, test } from 'vitest'
import { findPythons } from '../../python/installed-pythons.ts'
import { executorMatrix } from '../../python/python-matrix.ts'
import { runPython, script, workersOf } from '../../python/python-requests.ts'
import { moduleRequest, nodeRequest, runTrial } from '../../trial-harness.ts'

const pythons = await findPythons()

/** In the other executors workers share the coordinating program's thread, and a message takes no time to speak of. */
const apart = ['threads', 'processes', 'locked-threads'] as const

test('messages of any length come back as they went, and to the worker that sent them', async () => {
  for (const executor of ['serial', ...apart, 'async'] as const) {
    const run = await runTrial(moduleRequest(executor, executor === 'serial' ? 1 : 3, 'exchanges.mjs'))
    expect([executor, run.outcome]).toEqual([executor, { kind: 'ok' }])
  }
})

test('the time of messages is told for each worker, within its lap, and its CPU time is within that', async () => {
  for (const executor of apart) {
    const workload = { kind: 'kernel', kernel: 'messages' } as const
    const { laps } = await runTrial(nodeRequest(executor, 2, { workload, size: 4096, tasks: 4 }))
    for (const worker of laps.flatMap((lap) => lap.workers)) {
      expect(worker.communicationMs).toBeGreaterThan(0)
      expect(worker.communicationMs).toBeLessThanOrEqual(worker.endMs - worker.startMs)
      expect(worker.communicationCpuMs).toBeGreaterThan(0)
      expect(worker.communicationCpuMs).toBeLessThanOrEqual(worker.cpuMs)
    }
  }
})

test('who works alone sends nothing: serial is handed its own message, in Node as in Python', async () => {
  const workload = { kind: 'kernel', kernel: 'messages' } as const
  const order = { workload, size: 16_384, tasks: 4, passes: 1 } as const
  const python = executorMatrix(pythons, ['serial'])[0]?.python
  const runs = [
    await runTrial(nodeRequest('serial', 1, order)),
    ...(python === undefined ? [] : [await runPython(python, { ...order, executor: 'serial', workers: 1 })]),
  ]
  for (const { outcome, laps } of runs) {
    expect(outcome).toEqual({ kind: 'ok' })
    // a copy of 64 MiB takes several milliseconds
    for (const { communicationMs = 0 } of laps.flatMap(({ workers }) => workers)) {
      expect(communicationMs).toBeLessThan(1)
    }
  }
})

test('work that sends nothing has no time of messages, nor of calls that wait; only our lock is waited for', async () => {
  for (const executor of ['threads', 'processes', 'locked-threads'] as const) {
    const { laps } = await runTrial(nodeRequest(executor, 2, { size: 20_000, tasks: 4 }))
    for (const { communicationMs, communicationCpuMs, blockingMs, lockWaitMs } of laps.flatMap(
      ({ workers }) => workers,
    )) {
      expect([communicationMs, communicationCpuMs, blockingMs]).toEqual([undefined, undefined, undefined])
      if (executor === 'locked-threads') expect(lockWaitMs).toBeGreaterThan(0)
      else expect(lockWaitMs).toBeUndefined()
    }
  }
})

test('a call that waits is told as such, whatever the executor, and never longer than the lap', async () => {
  for (const executor of ['threads', 'processes', 'locked-threads', 'async'] as const) {
    const workload = { kind: 'kernel', kernel: 'waiting' } as const
    const { laps } = await runTrial(nodeRequest(executor, 2, { workload, size: 20, tasks: 4, passes: 1 }))
    for (const { workers, makespanMs } of laps) {
      for (const { blockingMs } of workers) {
        // two tasks of 20 ms each
        expect(blockingMs).toBeGreaterThan(35)
        expect(blockingMs).toBeLessThanOrEqual(makespanMs)
      }
    }
  }
})

test.each(executorMatrix(pythons))('$name reports calls that wait in $tried', async ({ python, tried: executor }) => {
  const workers = workersOf(executor)
  const workload = { kind: 'kernel', kernel: 'waiting' } as const
  const order = { executor, workers, workload, size: 20, tasks: 2 * workers, passes: 1, warmup: 0 }
  const { outcome, laps } = await runPython(python, order)
  expect(outcome).toEqual({ kind: 'ok' })
  for (const { blockingMs, endMs, startMs } of laps.flatMap((lap) => lap.workers)) {
    // two tasks of 20 ms each
    expect(blockingMs).toBeGreaterThan(35)
    expect(blockingMs).toBeLessThanOrEqual(endMs - startMs)
  }
})

test.each(executorMatrix(pythons))(
  '$name sends and takes messages of any length in $tried',
  async ({ python, tried: executor }) => {
    const workload = script('exchanges.py')
    const run = await runPython(python, { executor, workers: workersOf(executor), workload, tasks: 4, passes: 1 })
    expect(run.outcome).toEqual({ kind: 'ok' })
    if (executor === 'serial' || executor === 'async') return
    for (const { communicationMs } of run.laps.flatMap(({ workers }) => workers)) {
      expect(communicationMs).toBeGreaterThan(0)
    }
  },
)
