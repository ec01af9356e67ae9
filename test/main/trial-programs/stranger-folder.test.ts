import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ExecutorId } from '../../../experiments/core/names/series.ts'
import { askInterpreter } from '../../../main/runtimes/discovery/ask-interpreter.ts'
import { pythonRuntime } from '../../../main/runtimes/python-runtime.ts'
import { standIn, temporaryFolder } from '../runtimes/discovery/stand-in-interpreter.ts'
import { lockstep } from '../shells/terminal/lockstep.ts'
import { findPythons, type InstalledPython } from './python/installed-pythons.ts'
import { executorsOf, runPython, workersOf } from './python/python-requests.ts'
import { strangerFolder } from './stranger-folder.ts'
import { nodeRequest, programs, runTrial } from './trial-harness.ts'

const pythons = await findPythons()
const stranger = strangerFolder()
const before = process.cwd()
const full = process.env['LOCKSTEP_TEST'] === 'full'

beforeAll(() => {
  process.chdir(stranger.path)
})

afterEach(() => {
  expect(stranger.executed()).toEqual([])
})

afterAll(() => {
  process.chdir(before)
})

const experiment = `
lockstep: 1
title: Theirs
workload: { kernel: primes, size: 300, tasks: 2 }
series: [cpython/processes]
workers: [2]
warmup: 0
laps: 1
rounds: 1
baseline: none
`

/** It reads a file and imports a module that lie beside it, and starts a program that does so too. */
const script = `
import subprocess
import sys
import neighbour

assert open('data.txt').read() == 'data'

def run(task, ctx):
    if ctx.size > 0 and task == 0:
        assert subprocess.check_output([sys.executable, 'child.py']).strip() == b'imported'
    return neighbour.value
`

/** A Python that starts others is the most in danger: they look for modules where they stand. */
const dangerous: readonly ExecutorId[] = ['processes']

function tried(python: InstalledPython): readonly ExecutorId[] {
  const all = executorsOf(python)
  if (full) return all
  const some = all.filter((executor) => dangerous.includes(executor))
  return some.length > 0 ? some : ['threads']
}

const cells = pythons.flatMap((python) => tried(python).map((executor) => ({ name: python.name, python, executor })))

describe('where the lab is started in a folder of modules that hide those of the standard library', () => {
  beforeAll(() => {
    for (const [name, value] of Object.entries(stranger.env)) vi.stubEnv(name, value)
  })

  afterAll(() => {
    vi.unstubAllEnvs()
  })

  test.concurrent.each(cells)('$name/$executor runs a kernel without a look at them', async ({ python, executor }) => {
    const run = await runPython(python, { executor, workers: workersOf(executor), warmup: 0 })
    expect(run.outcome).toEqual({ kind: 'ok' })
  })

  test.concurrent.each(pythons)('$name answers what it is', async ({ id, runtime: { info } }) => {
    const [program = '', ...rest] = info.command
    const ask = { describer: programs.interpreterDescriber, env: process.env, signal: new AbortController().signal }
    const answer = await askInterpreter([program, ...rest], { ...ask, timeLimitMs: 50_000 })
    expect(answer).toMatchObject({ kind: 'found', interpreter: { runtime: id } })
  })

  test.each(['serial', 'threads', 'processes', 'async'] as const)('node/%s runs a kernel', async (executor) => {
    const workload = { kind: 'kernel', kernel: 'http' } as const
    const run = await runTrial(nodeRequest(executor, executor === 'serial' ? 1 : 2, { workload, size: 1 }))
    expect(run.outcome).toEqual({ kind: 'ok' })
  })

  const probed = pythons.filter((python) => executorsOf(python).includes('processes'))
  test.each(full ? probed : [])('$name probes messages, for which it starts a program', async (python) => {
    const workload = { kind: 'probe', probe: 'message-passing' } as const
    expect((await runPython(python, { executor: 'processes', workload })).outcome).toEqual({ kind: 'ok' })
  })

  test('a whole run of an experiment that lies in it executes none of them', async () => {
    // these are the person's own options for every Node, also for the one that starts the lab
    vi.stubEnv('NODE_OPTIONS', undefined)
    // so does `npm start` say where the person is
    vi.stubEnv('INIT_CWD', stranger.path)
    vi.stubEnv('npm_package_json', join(before, 'package.json'))
    writeFileSync('theirs.yaml', experiment)
    const run = await lockstep(['run', 'theirs.yaml', '--json', '--out', 'results'])
    expect(run.code, run.stderr).toBe(0)
    expect(existsSync(join(stranger.path, 'results', 'speedup.svg'))).toBe(true)
  })

  test('any interpreter is asked, and measured, in a folder of the lab that holds none of their names', async () => {
    const folder = temporaryFolder()
    const log = join(folder, 'started')
    const program = standIn(join(folder, 'ipy'), `{ pwd; env | grep PYTHONPATH; } >> '${log}'\nexit 1`)
    const ask = { describer: programs.interpreterDescriber, env: process.env, signal: new AbortController().signal }
    await askInterpreter([program], ask)
    const runtime = pythonRuntime({ runtime: 'ironpython', command: [program], version: '3.4.2', programs })
    await runTrial(nodeRequest('threads', 2, { series: 'ironpython/threads', runtime: 'ironpython' }), { runtime })
    const own = realpathSync(dirname(programs.pythonRunner))
    expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual([own, own])
  })
})

describe('a script that was agreed to', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'mine.py')
  writeFileSync(path, script)
  writeFileSync(join(folder, 'data.txt'), 'data')
  writeFileSync(join(folder, 'neighbour.py'), 'value = "imported"\n')
  writeFileSync(join(folder, 'child.py'), 'import neighbour\nprint(neighbour.value)\n')

  // Jython finds its neighbours in a test of its own
  const own = cells.filter(({ python }) => full || python.id !== 'jython')
  test.concurrent.each(own)('$name/$executor finds what is beside it', async ({ python, executor }) => {
    // Jython takes seconds to start, and not every interpreter of its own may start a process
    const size = python.id === 'jython' || executor === 'interpreters' ? 0 : 1
    const order = { workers: workersOf(executor), workload: { kind: 'script', path }, size, warmup: 0 } as const
    expect((await runPython(python, { executor, ...order })).outcome).toEqual({ kind: 'ok' })
  })

  test('runs in its own folder in Node too', async () => {
    const module = join(folder, 'mine.mjs')
    writeFileSync(
      module,
      "import { readFileSync } from 'node:fs'\nexport const run = () => readFileSync('data.txt', 'utf8')\n",
    )
    for (const executor of ['threads', 'processes'] as const) {
      const run = await runTrial(nodeRequest(executor, 2, { workload: { kind: 'module', path: module } }))
      expect(run.outcome).toEqual({ kind: 'ok' })
    }
  })
})
