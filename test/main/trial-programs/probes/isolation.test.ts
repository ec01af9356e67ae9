import { describe, expect, test } from 'vitest'
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

const workload = { kind: 'probe', probe: 'isolation' } as const

async function inNode(executor: ExecutorId, workers = 3, options: RunTrialOptions = {}) {
  return await runTrial(nodeRequest(executor, workers, { workload }), options)
}

async function inPython(python: InstalledPython, executor: ExecutorId, workers = 3, options: RunTrialOptions = {}) {
  return await runPython(python, { executor, workers, workload, options })
}

const cpuOfThree = expect.toSatisfy((ms: unknown) => Array.isArray(ms) && ms.length === 3 && ms.every((one) => one > 0))

/** Three workers that are processes and share nothing find these facts. */
const apart = {
  pids: 3,
  'thread-ids': 3,
  'fresh-modules': 3,
  'write-seen-by': 0,
  'worker-cpu': cpuOfThree,
  'ended-by-force': true,
  'others-finished': 2,
  'child-outlives-parent': true,
}

/** Threads of Python find these: all have the modules of their process, and none can be ended. */
const together = { pids: 1, 'thread-ids': 3, 'fresh-modules': 0, 'write-seen-by': 2, 'worker-cpu': cpuOfThree }

test('processes of Node are apart, and a child outlives its parent', async () => {
  const run = await inNode('processes')
  expect(factsOf(run)).toMatchObject({ ...apart, 'shared-buffer-seen-by': 0 })
  expect(run.pids).toHaveLength(4)
  expect(run.startupMs).toBeGreaterThan(0)
})

test('threads of Node share a process and a SharedArrayBuffer, and nothing else', async () => {
  const run = await inNode('threads')
  const facts = factsOf(run)
  expect(facts).toMatchObject({ pids: 1, 'thread-ids': 3, 'fresh-modules': 3, 'write-seen-by': 0 })
  expect(facts).toMatchObject({ 'shared-buffer-seen-by': 2, 'ended-by-force': true, 'others-finished': 2 })
  expect(facts['worker-cpu']).toEqual(cpuOfThree)
  expect(run.pids).toHaveLength(1)
})

test('one worker is refused: there is no other to tell it from', async () => {
  for (const executor of ['threads', 'serial'] as const) {
    expect((await inNode(executor, 1)).outcome).toMatchObject({
      kind: 'crashed',
      message: expect.stringMatching(/^isolation takes at least 2 workers/),
    })
  }
})

describe.each(pythons)('$name', (python) => {
  const executors = executorsOf(python)

  test('threads are one process, whose objects all of them see', async () => {
    const run = await inPython(python, 'threads')
    const facts = factsOf(run)
    expect(facts).toMatchObject(together)
    expect(facts).not.toHaveProperty('ended-by-force')
    expect(run.pids).toHaveLength(1)
    if (process.platform === 'linux') expect(facts['thread-ids-of']).toBe('the system')
  })

  if (executors.includes('processes')) {
    test('processes are apart, and a child outlives its parent', async () => {
      const run = await inPython(python, 'processes')
      expect(factsOf(run)).toMatchObject(apart)
      expect(run.pids).toHaveLength(4)
    })

    test('forked processes hold what was written before, and are apart from then on', async () => {
      expect(factsOf(await inPython(python, 'processes-fork'))).toMatchObject({ ...apart, 'fresh-modules': 0 })
    })
  }

  if (executors.includes('interpreters')) {
    test('interpreters share a process and no modules', async () => {
      const facts = factsOf(await inPython(python, 'interpreters'))
      expect(facts).toMatchObject({ ...together, 'fresh-modules': 3, 'write-seen-by': 0 })
    })
  }
})

test.each(pythons.slice(0, 1))('workers that do not run side by side are refused, in $name too', async (python) => {
  expect((await inPython(python, 'threads', 1)).outcome).toMatchObject({
    kind: 'crashed',
    message: expect.stringMatching(/^isolation takes at least 2 workers/),
  })
  expect((await inPython(python, 'serial', 2)).outcome).toMatchObject({
    kind: 'crashed',
    message: expect.stringMatching(/^a probe takes workers that run side by side/),
  })
})

/** Linux tells who is in a group. */
const onLinux = test.runIf(process.platform === 'linux')

// the last of these times is enough to come to the end; the others end it at whatever it does then
const endedAfterMs = [200, 500, 900, 1400, 50_000]
const withProcesses = pythons.filter((python) => executorsOf(python).includes('processes'))

onLinux.each(endedAfterMs)('Node: after %i ms no process is left behind, nor any child', async (timeoutMs) => {
  expect(await leftBehind((options) => inNode('processes', 3, options), timeoutMs)).toEqual([])
})

onLinux.each(pythonMatrix(withProcesses, endedAfterMs))(
  '$name: after $tried ms no process is left behind, nor any child',
  async ({ python, tried: timeoutMs }) => {
    expect(await leftBehind((options) => inPython(python, 'processes', 3, options), timeoutMs)).toEqual([])
  },
)
