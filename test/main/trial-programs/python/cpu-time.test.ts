import { expect, test } from 'vitest'
import { findPythons } from './installed-pythons.ts'
import { executorMatrix } from './python-matrix.ts'
import { runPython, script, workersOf } from './python-requests.ts'

const pythons = await findPythons()

// Jython and IronPython have no fork, and neither has an interpreter of its own in a thread.
const forking = executorMatrix(
  pythons.filter(({ id }) => id !== 'jython' && id !== 'ironpython'),
  ['serial', 'threads', 'processes', 'processes-fork', 'async'],
)

test.each(forking)('$name tells in $tried what child processes of a task used', async ({ python, tried: executor }) => {
  const order = { executor, workers: workersOf(executor), workload: script('computes_in_child.py'), passes: 1 }
  const { outcome, laps } = await runPython(python, order)
  expect(outcome).toEqual({ kind: 'ok' })
  for (const { workers } of laps) {
    const cpuMs = workers.reduce((sum, worker) => sum + worker.cpuMs, 0)
    const helpersMs = workers.reduce((sum, { helpersCpuMs }) => sum + (helpersCpuMs ?? Number.NaN), 0)
    expect(helpersMs).toBeGreaterThan(cpuMs)
  }
})

// A Java machine has helpers whatever it runs.
test.each(executorMatrix(pythons.filter(({ id }) => id !== 'jython' && id !== 'ironpython')))(
  '$name has next to no helpers in $tried for work of its own',
  async ({ python, tried: executor }) => {
    const order = { executor, workers: workersOf(executor), size: 3000, laps: 2 }
    const { outcome, laps } = await runPython(python, order)
    expect(outcome).toEqual({ kind: 'ok' })
    const shares = laps.map(
      ({ workers, cpuMs }) => workers.reduce((sum, { helpersCpuMs }) => sum + (helpersCpuMs ?? Number.NaN), 0) / cpuMs,
    )
    expect(Math.min(...shares)).toBeLessThan(0.2)
  },
)
