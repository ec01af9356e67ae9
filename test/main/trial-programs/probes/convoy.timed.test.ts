import { expect, test } from 'vitest'
import type { ExecutorId } from '../../../../experiments/core/names/series.ts'
import { median } from '../../../../experiments/core/numbers/statistics.ts'
import type { TrialRun } from '../../../../main/trial/trial-process.ts'
import { findPythons, missingPythons } from '../python/installed-pythons.ts'
import { onePerRuntime } from '../python/python-matrix.ts'
import { runPython } from '../python/python-requests.ts'
import { nodeRequest, runTrial } from '../trial-harness.ts'
import { factsOf } from './probe-facts.ts'

const workload = { kind: 'probe', probe: 'convoy' } as const

const pythons = onePerRuntime(await findPythons())
const locked = pythons.filter(({ id }) => id === 'cpython' || id === 'pypy')
const free = pythons.filter(({ id }) => id === 'cpython-ft' || id === 'jython')
console.log(`not installed here, so not asked: ${missingPythons(pythons).join(', ') || 'none'}`)

async function inNode(executor: ExecutorId): Promise<TrialRun> {
  return await runTrial(nodeRequest(executor, 1, { workload }))
}

function latenciesOf(run: TrialRun, way: string): readonly number[] {
  const latencies = factsOf(run)[`latency-${way}`]
  if (!Array.isArray(latencies)) throw new Error(`no latencies ${way}: ${JSON.stringify(factsOf(run))}`)
  expect(latencies.length).toBeGreaterThan(0)
  expect(latencies.length).toBeLessThanOrEqual(300)
  const p95 = Number(factsOf(run)[`p95-${way}`])
  expect(latencies).toContain(p95)
  expect(latencies.filter((ms) => ms <= p95).length / latencies.length).toBeGreaterThanOrEqual(0.95)
  return latencies.toSorted((a, b) => a - b)
}

/** The median, since on a machine that is used by others the slow ones of any kind wait for a core. */
function medianMs(run: TrialRun, way: string): number {
  return median(latenciesOf(run, way))
}

/** The answers that wait for no core, if they wait for nothing else, come as fast beside a thread as alone. */
function expectNoConvoy(run: TrialRun): void {
  const beside = latenciesOf(run, 'beside-threads')
  expect(beside[Math.floor(beside.length / 10)]).toBeLessThan(3 * medianMs(run, 'alone'))
  expect(medianMs(run, 'beside-processes')).toBeGreaterThan(0)
  expect(factsOf(run)).not.toHaveProperty('switch-interval')
  expect(factsOf(run)).not.toHaveProperty('latency-at-short-interval')
}

/**
 * A wait of about the interval, beside a thread and not beside a process.
 * @param leastShare of the interval that an answer waits: PyPy's lock changes hands sooner (0.3 of it was measured)
 */
function expectConvoy(run: TrialRun, leastShare = 0.8): void {
  expect(factsOf(run)).toMatchObject({ 'switch-interval': 5, 'short-switch-interval': 1 })
  const beside = medianMs(run, 'beside-threads')
  expect(beside / 5).toBeGreaterThan(leastShare)
  expect(beside / medianMs(run, 'alone')).toBeGreaterThan(3)
  expect(beside / medianMs(run, 'beside-processes')).toBeGreaterThan(3)
  expect(beside / medianMs(run, 'at-short-interval')).toBeGreaterThan(1.2)
}

test.each(locked)(
  '$name: a CPU-bound thread delays each answer by about a switch interval',
  async (python) => {
    const run = await runPython(python, { executor: 'threads', workers: 1, workload })
    expectConvoy(run, python.id === 'pypy' ? 0.1 : 0.8)
  },
  120_000,
)

test('under our lock of Node it does as well', async () => {
  expectConvoy(await inNode('locked-threads'))
}, 120_000)

test.each(free)(
  '$name has no switch interval to wait for, and answers as fast beside a CPU-bound thread',
  async (python) => {
    expectNoConvoy(
      await runPython(python, { executor: 'threads', workers: 1, workload, options: { timeoutMs: 150_000 } }),
    )
  },
  200_000,
)

test('threads of Node answer as fast beside a CPU-bound thread', async () => {
  expectNoConvoy(await inNode('threads'))
}, 120_000)

test('processes share no lock, and that is said', async () => {
  const { outcome } = await inNode('processes')
  expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('processes share none') })
})
