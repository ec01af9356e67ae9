import { describe, expect, test } from 'vitest'
import type { ExecutorId } from '../../../../experiments/core/names/series.ts'
import type { TrialRun } from '../../../../main/trial/trial-process.ts'
import { findPythons, missingPythons } from '../python/installed-pythons.ts'
import { runPython } from '../python/python-requests.ts'
import { nodeRequest, runTrial } from '../trial-harness.ts'
import { factsOf } from './probe-facts.ts'

const pythons = await findPythons()
console.log(`not installed here, so their counts are not asked for: ${missingPythons(pythons).join(', ') || 'none'}`)

/** Jython takes its time to start. */
const patient = { timeoutMs: 150_000 }
const counting = pythons.filter(({ id }) => id === 'cpython' || id === 'cpython-ft')
const others = pythons.filter(({ id }) => id === 'pypy' || id === 'jython')

describe('the probe refcount', () => {
  const workload = { kind: 'probe', probe: 'refcount' } as const

  test.each(counting)('$name: the count follows, and the object goes with its last reference', async (python) => {
    const run = await runPython(python, { executor: 'serial', workers: 1, workload })
    expect(factsOf(run)).toMatchObject({
      'has-count': true,
      'count-changes': [1, 2, 3, 1003, 2, 1, 0],
      'count-follows': true,
      'count-change-of-none': python.minor >= 12 ? 0 : 1000,
      'collector-off': true,
      'freed-at-once': true,
      'cycle-freed-at-once': false,
      'cycle-freed-by-collector': true,
    })
  })

  test.runIf(process.platform === 'linux').each(counting)('$name: a large object takes memory', async (python) => {
    const run = await runPython(python, { executor: 'serial', workers: 1, workload })
    expect(factsOf(run)['memory-added']).toBeGreaterThan(60 * 2 ** 20)
  })

  test.each(others)(
    '$name: there is no count, and objects outlive their last reference',
    async (python) => {
      const run = await runPython(python, { executor: 'serial', workers: 1, workload, options: patient })
      expect(factsOf(run)).toMatchObject({
        'has-count': false,
        'count-follows': false,
        'freed-at-once': false,
        'cycle-freed-by-collector': true,
      })
    },
    200_000,
  )
})

describe('the probe refcount-model', () => {
  const workload = { kind: 'probe', probe: 'refcount-model' } as const
  const none = [0, 0, 0, 0]
  const safe = { 'freed-in-use-protected': none, 'never-freed-protected': none }
  const size = 100_000

  async function inNode(executor: ExecutorId, workers = 2, seed = 1): Promise<TrialRun> {
    return await runTrial(nodeRequest(executor, workers, { workload, size, seed }))
  }

  /** Trials until both have gone wrong: on a machine that is used by others, threads may hardly run side by side. */
  async function untilBoth(run: (seed: number) => Promise<TrialRun>): Promise<readonly number[]> {
    const found = [0, 0]
    for (let seed = 1; seed <= 8 && found.includes(0); seed++) {
      const facts = factsOf(await run(seed))
      expect(facts).toMatchObject(safe)
      for (const [at, name] of ['freed-in-use', 'never-freed'].entries()) {
        found[at] = (facts[name] as readonly number[]).reduce((all, one) => all + one, found[at] ?? 0)
      }
    }
    return found
  }

  test('unprotected counts of Node free objects in use and leave others for ever; atomic ones do neither', async () => {
    const found = await untilBoth((seed) => inNode('threads', 2, seed))
    expect(Math.min(...found)).toBeGreaterThan(0)
  }, 200_000)

  test('one thread, and threads under one lock, need no other protection', async () => {
    for (const run of [await inNode('threads', 1), await inNode('locked-threads')]) {
      expect(factsOf(run)).toMatchObject({ objects: 256, 'freed-in-use': none, 'never-freed': none, ...safe })
    }
  }, 200_000)

  test.each(pythons.filter(({ id }) => id === 'cpython-ft'))(
    '$name: the same happens without a lock',
    async (python) => {
      const found = await untilBoth((seed) =>
        runPython(python, { executor: 'threads', workload, size: 200_000, seed, options: patient }),
      )
      expect(Math.min(...found)).toBeGreaterThan(0)
    },
    200_000,
  )

  test.each(pythons.filter(({ id, minor }) => id === 'cpython' && minor >= 10))(
    '$name: its lock is protection enough',
    async (python) => {
      const run = await runPython(python, { executor: 'threads', workload, size })
      expect(factsOf(run)).toMatchObject({ 'freed-in-use': none, 'never-freed': none, ...safe })
    },
  )

  test('processes share no counts, and that is said', async () => {
    expect((await inNode('processes')).outcome).toMatchObject({
      kind: 'crashed',
      message: expect.stringContaining('processes share none'),
    })
  })
})
