import { expect, test } from 'vitest'
import { findPythons } from './installed-pythons.ts'
import { onePerRuntime } from './python-matrix.ts'
import { runPython } from './python-requests.ts'

const compiledAsTheyRun = ['jython', 'ironpython']
const pythons = onePerRuntime(await findPythons()).filter(({ id }) => !compiledAsTheyRun.includes(id))

async function readings(python: (typeof pythons)[number], executor: 'serial' | 'threads' | 'processes') {
  const { laps } = await runPython(python, { executor, workers: executor === 'serial' ? 1 : 2, laps: 10, passes: 1 })
  return laps.flatMap(({ workers }) => workers.flatMap(({ turnsPerMs }) => turnsPerMs ?? []))
}

test.each(pythons)(
  '$name: workers with a core each report its speed, workers that share a lock do not',
  async (python) => {
    for (const executor of ['serial', 'processes'] as const) {
      const found = await readings(python, executor)
      expect(found.length, executor).toBeGreaterThan(0)
      for (const turns of found) expect(turns).toBeGreaterThan(0)
    }
    const inThreads = await readings(python, 'threads')
    if (python.id === 'cpython-ft') expect(inThreads.length).toBeGreaterThan(0)
    else expect(inThreads).toEqual([])
  },
)
