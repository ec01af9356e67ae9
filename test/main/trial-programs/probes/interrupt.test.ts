import { describe, expect, test } from 'vitest'
import type { FactValue } from '../../../../experiments/core/facts/fact-rounds.ts'
import type { ExecutorId } from '../../../../experiments/core/names/series.ts'
import { findPythons, missingPythons, type InstalledPython } from '../python/installed-pythons.ts'
import { pythonMatrix } from '../python/python-matrix.ts'
import { executorsOf, runPython } from '../python/python-requests.ts'
import { nodeRequest, runTrial, type RunTrialOptions } from '../trial-harness.ts'
import { leftBehind } from './left-behind.ts'
import { factsOf } from './probe-facts.ts'

const pythons = await findPythons()
console.log(`measured here: ${pythons.map(({ name }) => name).join(', ')}`)
console.log(`not installed here: ${missingPythons(pythons).join(', ') || 'none'}`)

const workload = { kind: 'probe', probe: 'interrupt' } as const

async function inNode(executor: ExecutorId, workers = 2, options: RunTrialOptions = {}) {
  return await runTrial(nodeRequest(executor, workers, { workload }), options)
}

async function inPython(python: InstalledPython, executor: ExecutorId, workers = 2, options: RunTrialOptions = {}) {
  return await runPython(python, { executor, workers, workload, options })
}

/** @returns the share that is left of the memory that was added */
function shareLeft(facts: Readonly<Record<string, FactValue>>, name = 'memory-left'): number {
  return Number(facts[name]) / Number(facts['memory-added'])
}

test("Node's processes are ended by an interrupt and by a kill, and no handler is called in a loop", async () => {
  const facts = factsOf(await inNode('processes', 3))
  expect(facts).toMatchObject({ 'handler-sees-interrupt': false, 'interrupt-ends': true, 'kill-ends': true })
  expect(facts).toMatchObject({ 'others-finished': 2 })
  expect(shareLeft(facts)).toBeLessThan(0.2)
})

test("Node's threads hear neither interrupt nor message in a loop, and are ended by terminate()", async () => {
  const facts = factsOf(await inNode('threads', 3))
  expect(facts).toMatchObject({ 'interrupt-reaches-main': true, 'interrupted-threads': 0, 'runs-after-request': true })
  expect(facts).toMatchObject({ 'terminate-ends': true })
  expect(shareLeft(facts)).toBeLessThan(0.5)
  // a call that was ended in its middle would take no time
  expect(facts['terminate-in-native-call']).toBeGreaterThan(Number(facts['native-call-planned']) / 4)
})

test('one worker is refused: nothing would go on beside it', async () => {
  expect((await inNode('threads', 1)).outcome).toMatchObject({
    kind: 'crashed',
    message: expect.stringMatching(/^interrupt takes at least 2 workers/),
  })
})

describe.each(pythons)('$name', (python) => {
  test('a looping thread is reached by no interrupt and no request, and keeps its memory', async () => {
    const facts = factsOf(await inPython(python, 'threads', 3))
    expect(facts).toMatchObject({ 'runs-after-request': true })
    if (python.id !== 'ironpython') expect(facts).toMatchObject({ 'interrupted-threads': 0 })
    expect(shareLeft(facts)).toBeGreaterThan(0.8)
    if (python.id === 'jython') expect(facts).toMatchObject({ 'interrupt-reaches-main': false })
    else expect(facts).toMatchObject({ 'interrupt-reaches-main': true, 'aimed-interrupt-reaches-main': true })
    // a free-threaded build keeps what a thread that ended has freed
    if (python.id !== 'cpython-ft') expect(shareLeft(facts, 'memory-left-once-ended')).toBeLessThan(0.5)
    if (python.id.startsWith('cpython')) {
      expect(facts).toMatchObject({ 'async-exception-ends': true, 'call-returns-first': true })
    }
  })

  for (const executor of ['processes', 'processes-fork'] as const) {
    if (!executorsOf(python).includes(executor)) continue
    test(`${executor} are interrupted and killed, the others finish, the memory is back`, async () => {
      const facts = factsOf(await inPython(python, executor, 3))
      expect(facts).toMatchObject({ 'interrupt-raises': true, 'kill-ends': true, 'others-finished': 2 })
      // forked workers of PyPy that go on to compute unshare some 15 MiB of its heap each: that is no memory of the killed one
      const unshares = python.id === 'pypy' && executor === 'processes-fork'
      expect(shareLeft(facts)).toBeLessThan(unshares ? 0.5 : 0.2)
    })
  }
})

/** Linux tells who is in a group. */
const onLinux = test.runIf(process.platform === 'linux')

const endedAfterMs = [400, 1500]
const withProcesses = pythons.filter((python) => executorsOf(python).includes('processes'))

onLinux.each(endedAfterMs)('Node: ended after %i ms it leaves no loop behind', async (timeoutMs) => {
  expect(await leftBehind((options) => inNode('processes', 3, options), timeoutMs)).toEqual([])
  expect(await leftBehind((options) => inNode('threads', 3, options), timeoutMs)).toEqual([])
})

onLinux.each(pythonMatrix(withProcesses, endedAfterMs))(
  '$name: ended after $tried ms it leaves no loop behind',
  async ({ python, tried: timeoutMs }) => {
    expect(await leftBehind((options) => inPython(python, 'processes', 3, options), timeoutMs)).toEqual([])
  },
)
