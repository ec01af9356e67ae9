import { expect, test } from 'vitest'
import type { ExecutorId } from '../../../../experiments/core/names/series.ts'
import { findPythons } from '../python/installed-pythons.ts'
import { pythonMatrix } from '../python/python-matrix.ts'
import { executorsOf, runPython } from '../python/python-requests.ts'
import { moduleRequest, nodeRequest, runTrial } from '../trial-harness.ts'
import type { TrialRun } from '../../../../main/trial/trial-process.ts'

const pythons = await findPythons()

const workers = 8
const waits = { size: 40, tasks: workers, passes: 2, warmup: 1, laps: 1 }

/** @returns the makespan of the one measured lap */
function makespanMs(run: TrialRun): number {
  expect(run.outcome).toEqual({ kind: 'ok' })
  return run.laps.at(-1)?.makespanMs ?? Number.NaN
}

// Alone a worker waits eight times as long as eight at once: half of it leaves room for a busy machine.
const sideBySide = 0.5

test.each(['waiting', 'http'])('Node waits side by side in %s: in threads, under a lock, in async', async (kernel) => {
  const workload = { kind: 'kernel', kernel } as const
  const serialMs = makespanMs(await runTrial(nodeRequest('serial', 1, { ...waits, workload })))
  expect(serialMs).toBeGreaterThanOrEqual(waits.size * waits.tasks * waits.passes * 0.99)
  for (const executor of ['threads', 'processes', 'locked-threads', 'async'] as const) {
    const ms = makespanMs(await runTrial(nodeRequest(executor, workers, { ...waits, workload })))
    expect(ms, executor).toBeGreaterThanOrEqual(waits.size * waits.passes * 0.99)
    expect(ms, executor).toBeLessThan(serialMs * sideBySide)
  }
})

// Jython's HTTP client takes many milliseconds of a core for each request, long after warm-up.
const everyPython = pythonMatrix(
  pythons,
  ['waiting', 'http'] as const,
  (python, kernel) => kernel === 'waiting' || python.id !== 'jython',
)

test.each(everyPython)('$name waits side by side in $tried: in threads, and in async', async ({ python, tried }) => {
  const workload = { kind: 'kernel', kernel: tried } as const
  const serialMs = makespanMs(await runPython(python, { ...waits, executor: 'serial', workers: 1, workload }))
  expect(serialMs).toBeGreaterThanOrEqual(waits.size * waits.tasks * waits.passes * 0.99)
  const concurrent = (['threads', 'async'] satisfies ExecutorId[]).filter((one) => executorsOf(python).includes(one))
  for (const executor of concurrent) {
    const ms = makespanMs(await runPython(python, { ...waits, executor, workers, workload }))
    expect(ms, executor).toBeGreaterThanOrEqual(waits.size * waits.passes * 0.99)
    expect(ms, executor).toBeLessThan(serialMs * sideBySide)
  }
})

test("libuv's pool has a thread for each worker in pool, and is as Node has it elsewhere", async () => {
  process.env['UV_THREADPOOL_SIZE'] = '7'
  try {
    const printed: string[] = []
    for (const executor of ['pool', 'async', 'threads'] as const) {
      const onPrint = (text: string): void => {
        for (const line of text.trim().split('\n')) printed.push(`${executor}: ${line}`)
      }
      await runTrial(moduleRequest(executor, 3, 'prints-pool-size.mjs'), { onPrint })
    }
    expect([...new Set(printed)]).toEqual(['pool: 3', 'async: undefined', 'threads: undefined'])
  } finally {
    delete process.env['UV_THREADPOOL_SIZE']
  }
})
