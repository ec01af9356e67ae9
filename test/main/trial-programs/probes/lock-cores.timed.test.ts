import { expect, test } from 'vitest'
import { findPythons, missingPythons } from '../python/installed-pythons.ts'
import { onePerRuntime } from '../python/python-matrix.ts'
import { runPython } from '../python/python-requests.ts'
import { nodeRequest, runTrial } from '../trial-harness.ts'
import { factsOf } from './probe-facts.ts'

const workload = { kind: 'probe', probe: 'lock-cores' } as const
const pythons = onePerRuntime(await findPythons())
console.log(`not installed here, so not asked: ${missingPythons(pythons).join(', ') || 'none'}`)

/** The cores that threads use and would use if they had them: the same number however busy the machine is. */
function wantedCores(facts: ReturnType<typeof factsOf>): number {
  return Number(facts['busy-cores']) + Number(facts['core-wait-share'] ?? 0)
}

test.for(pythons)('$name: its two threads keep one core busy under a lock, and want two without', async (python) => {
  const run = await runPython(python, { executor: 'threads', workers: 2, workload })
  expect(run.outcome).toEqual({ kind: 'ok' })
  const facts = factsOf(run)
  const locked = python.id === 'cpython' || python.id === 'pypy'
  expect(wantedCores(facts)).toBeGreaterThan(locked ? 0.7 : 1.2)
  if (locked) expect(Number(facts['busy-cores'])).toBeLessThan(1.2)
  expect(facts['timer-late']).toHaveLength(5)
})

test('node: two threads want two cores, and keep one busy under our lock', async () => {
  const free = factsOf(await runTrial(nodeRequest('threads', 2, { workload })))
  expect(wantedCores(free)).toBeGreaterThan(1.2)
  expect(free['timer-late']).toHaveLength(5)
  const locked = factsOf(await runTrial(nodeRequest('locked-threads', 2, { workload })))
  expect(wantedCores(locked)).toBeGreaterThan(0.7)
  expect(Number(locked['busy-cores'])).toBeLessThan(1.2)
})
