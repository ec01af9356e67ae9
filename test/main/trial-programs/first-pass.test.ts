import { expect, test } from 'vitest'
import { passTimes } from '../../../experiments/core/curves/pass-times.ts'
import type { LapRecord, SessionHeader } from '../../../experiments/core/session/session.ts'
import type { TrialRun } from '../../../main/trial/trial-process.ts'
import { findPythons } from './python/installed-pythons.ts'
import { executorMatrix } from './python/python-matrix.ts'
import { runPython, script, workersOf } from './python/python-requests.ts'
import { moduleRequest, nodeRequest, runTrial } from './trial-harness.ts'

const passes = 200

function firstOverLater({ outcome, laps }: TrialRun, workers: number): number {
  expect(outcome).toEqual({ kind: 'ok' })
  const records = laps.map((lap): LapRecord => ({ ...lap, record: 'lap', trial: 0, passes }))
  const header = { passes: {}, tasks: 4, scaling: 'strong' } as unknown as SessionHeader
  return passTimes(header, 'node/serial', workers, records)?.firstOverLater ?? Number.NaN
}

test.each([
  ['serial', 1],
  ['threads', 2],
  ['processes', 2],
  ['async', 2],
] as const)(
  'Node tells in %s how long the first pass took, of which a memory makes a spectacle',
  async (executor, n) => {
    const request = { ...moduleRequest(executor, n, 'remembers.mjs'), size: 3, passes }
    expect(firstOverLater(await runTrial(request), n)).toBeGreaterThan(100)
    const computes = { ...nodeRequest(executor, n, { size: 1000 }), passes }
    expect(firstOverLater(await runTrial(computes), n)).toBeLessThan(100)
  },
)

test.each(executorMatrix((await findPythons()).filter(({ id }) => id !== 'ironpython')))(
  '$name tells in $tried how long the first pass took',
  async ({ python, tried: executor }) => {
    const order = { executor, workers: workersOf(executor), passes }
    // PyPy computes so fast that its first pass has to be longer
    const size = python.id === 'pypy' ? 2000 : 200
    const run = await runPython(python, { ...order, workload: script('remembers.py'), size })
    expect(firstOverLater(run, workersOf(executor))).toBeGreaterThan(100)
    if (python.id === 'jython') return
    expect(firstOverLater(await runPython(python, { ...order, size: 20 }), workersOf(executor))).toBeLessThan(100)
  },
)
