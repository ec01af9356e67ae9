import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../runtimes/discovery/stand-in-interpreter.ts'
import { findPythons, type InstalledPython } from './installed-pythons.ts'
import { executorMatrix, pythonMatrix } from './python-matrix.ts'
import { executorsOf, runPython, workersOf } from './python-requests.ts'

const pythons = await findPythons()
const folder = temporaryFolder()

function scriptOf(name: string, code: string): { readonly kind: 'script'; readonly path: string } {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, code)
  return { kind: 'script', path }
}

const fake = scriptOf(
  'fake.py',
  `import json, os, sys, time

def nothing(*_):
    return 0

for module, names in ((time, dir(time)), (os, ('write', 'read', '_exit', 'times')), (json, ('dumps', 'loads'))):
    for name in names:
        if callable(getattr(module, name)) and not name.startswith('struct'):
            setattr(module, name, nothing)
sys.exit = sys.excepthook = nothing


def run(task, ctx):
    total = task
    for i in range(40000):
        total = (total * 31 + i) % 1000003
    return total
`,
)

// Jython's clocks are Java's, which no script replaces
describe.concurrent.each(executorMatrix(pythons.filter(({ id }) => id !== 'jython')))(
  '$name/$tried',
  ({ python, tried: executor }) => {
    test('measures a script that replaces clocks, JSON and the ways out', async () => {
      const workers = workersOf(executor)
      const run = await runPython(python, { executor, workers, workload: fake })
      expect(run.outcome).toEqual({ kind: 'ok' })
      for (const { makespanMs, cpuMs } of run.laps) {
        expect(makespanMs).toBeGreaterThan(1)
        expect(cpuMs).toBeGreaterThan(1)
      }
    })
  },
)

const closed = join(folder, 'theirs.txt')
const closing = scriptOf(
  'closing.py',
  `import os


def run(task, ctx):
    os.closerange(3, 64)
    with open(${JSON.stringify(closed)}, 'a') as file:
        file.write('x')
    return task
`,
)

// Jython and IronPython speak on stdout
describe.concurrent.each(executorMatrix(pythons.filter(({ id }) => id !== 'jython' && id !== 'ironpython')))(
  '$name/$tried',
  ({ python, tried: executor }) => {
    test('tells a script that it closed the lab’s channel, and writes nothing into its files', async () => {
      const { outcome } = await runPython(python, { executor, workers: workersOf(executor), workload: closing })
      expect(outcome).toMatchObject({
        kind: 'crashed',
        message: expect.stringMatching(/the program closed the lab’s channel, descriptor \d+, so/),
      })
      expect(readFileSync(closed, 'utf8')).toMatch(/^x+$/)
    })
  },
)

const forking = scriptOf(
  'forking.py',
  `import os


def run(task, ctx):
    child = os.fork()
    if child:
        os.waitpid(child, 0)
    return task
`,
)

test.each(
  (['serial', 'processes'] as const).flatMap((executor) =>
    pythonMatrix(
      pythons.filter(({ id }) => id !== 'jython' && id !== 'ironpython'),
      [executor],
    ),
  ),
)('$name/$tried tells a script that its forked child went on as the trial', async ({ python, tried: executor }) => {
  const { outcome } = await runPython(python, { executor, workers: workersOf(executor), workload: forking, passes: 1 })
  expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('a task forked, and its child') })
})

/** A folder of somebody's whose files have the names of Python's own modules. */
const names = 'asyncio json multiprocessing queue random selectors signal struct tempfile threading traceback types'
for (const name of names.split(' ')) scriptOf(`theirs/${name}.py`, `raise ImportError('taken for ${name}')\n`)
const alone = scriptOf('theirs/mine.py', 'async def run(task, ctx):\n    return task\n')
const importing = scriptOf('theirs/imports.py', '\n\nimport random\n\n\ndef run(task, ctx):\n    return task\n')

const ways = (['serial', 'threads', 'processes'] as const).flatMap((executor) =>
  pythonMatrix(
    pythons.filter(({ id }) => id === 'cpython' || id === 'pypy'),
    [executor],
  ),
)

test.each(ways)("$name/$tried imports nothing of a script's folder by itself", async ({ python, tried: executor }) => {
  const run = await runPython(python, { executor, workers: workersOf(executor), workload: alone })
  expect(run.outcome).toEqual({ kind: 'ok' })
})

test('a failure names the file that Python took for a module of its own', async () => {
  const { outcome } = await runPython(newest(), { executor: 'processes', workload: importing })
  expect(outcome).toEqual({
    kind: 'crashed',
    message: expect.stringMatching(
      /^worker [12] threw ImportError: taken for random \(imports\.py:3\); Python took random\.py beside it for a module of its own$/,
    ),
  })
})

function newest(): InstalledPython {
  const [python] = pythons.filter(({ id }) => id === 'cpython').toSorted((a, b) => b.minor - a.minor)
  if (python === undefined || !executorsOf(python).includes('processes')) throw new Error('there is no CPython here')
  return python
}
