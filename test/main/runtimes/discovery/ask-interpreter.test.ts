import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { CommandLine, AskedOutcome } from '../../../../main/runtimes/discovery/interpreter.ts'
import { askInterpreter, type AskOptions } from '../../../../main/runtimes/discovery/ask-interpreter.ts'
import { isAlive } from '../../processes-of-lab.ts'
import { answering, ironPythonAnswer, describer, standIn, temporaryFolder } from './stand-in-interpreter.ts'

const folder = temporaryFolder()

function ask(command: CommandLine, changes: Partial<AskOptions> = {}): Promise<AskedOutcome> {
  return askInterpreter(command, { describer, env: process.env, signal: new AbortController().signal, ...changes })
}

async function readPid(path: string): Promise<number> {
  return vi.waitFor(() => {
    const pid = Number(readFileSync(path, 'utf8'))
    expect(pid).toBeGreaterThan(0)
    return pid
  }, 10_000)
}

test('an IronPython that answers is found as one, without a lock and without processes', async () => {
  const ipy = answering(join(folder, 'ipy'), ironPythonAnswer)
  expect(await ask([ipy])).toEqual({
    kind: 'found',
    interpreter: { ...ironPythonAnswer, runtime: 'ironpython', command: [ipy] },
  })
})

test('a command line is started with its own arguments before the question', async () => {
  const mono = standIn(join(folder, 'mono'), `[ "$1" = "--flag" ] && exec "$2" "$3"; exit 9`)
  const ipy = answering(join(folder, 'ipy with blank.exe'), ironPythonAnswer)
  expect(await ask([mono, '--flag', ipy])).toMatchObject({
    kind: 'found',
    interpreter: { runtime: 'ironpython', command: [mono, '--flag', ipy] },
  })
})

test('an answer counts also behind what a start-up file of the site prints', async () => {
  const chatty = standIn(
    join(folder, 'chatty'),
    `echo '{"hello": 1}'; echo '{'; echo '${JSON.stringify(ironPythonAnswer)}'`,
  )
  expect(await ask([chatty])).toMatchObject({ kind: 'found' })
})

test('one that crashes is broken, with its exit code and the last line that it said', async () => {
  const crashing = standIn(join(folder, 'crashing'), 'echo Traceback >&2; echo "ImportError: no encodings" >&2; exit 3')
  expect(await ask([crashing])).toEqual({
    kind: 'broken',
    command: [crashing],
    reason: 'crashes',
    message: 'ends at start with exit code 3; its last words: "ImportError: no encodings"',
  })
})

test('one that is killed by a signal is broken, and the signal is named', async () => {
  const killed = standIn(join(folder, 'killed'), 'kill -SEGV $$')
  expect(await ask([killed])).toMatchObject({ kind: 'broken', reason: 'crashes', message: /SIGSEGV/ })
})

test('one that answers and then crashes is broken', async () => {
  const late = standIn(join(folder, 'late'), `echo '${JSON.stringify(ironPythonAnswer)}'; exit 1`)
  expect(await ask([late])).toMatchObject({ kind: 'broken', reason: 'crashes' })
})

test('one that hangs is given up on and ended with all that it started', async () => {
  const pidFile = join(folder, 'grandchild.pid')
  const hanging = standIn(join(folder, 'hanging'), `echo waiting >&2; sleep 600 & echo $! > '${pidFile}'; wait`)
  const groups = { labId: 'the lab', watch: vi.fn(), release: vi.fn() }
  const asked = ask([hanging], { timeLimitMs: 700, groups })
  const grandchild = await readPid(pidFile)
  expect(await asked).toEqual({
    kind: 'broken',
    command: [hanging],
    reason: 'hangs',
    message: 'did not answer within 0.7 s; it said: "waiting"',
  })
  await vi.waitFor(() => {
    expect(isAlive(grandchild)).toBe(false)
  })
  expect(groups.watch).toHaveBeenCalledOnce()
  expect(groups.release.mock.calls).toEqual(groups.watch.mock.calls)
})

test('time in which the lab was stopped is not counted as silence', async () => {
  const late = standIn(join(folder, 'late'), `sleep 0.5; echo '${JSON.stringify(ironPythonAnswer)}'`)
  const asked = ask([late], { timeLimitMs: 2000 })
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500)
  expect(await asked).toMatchObject({ kind: 'found' })
})

test('one that leaves a child with its pipe behind does not hold the answer up, and the child is ended', async () => {
  const pidFile = join(folder, 'left-behind.pid')
  const leaving = standIn(
    join(folder, 'leaving'),
    `sleep 600 & echo $! > '${pidFile}'; echo '${JSON.stringify(ironPythonAnswer)}'`,
  )
  expect(await ask([leaving], { timeLimitMs: 60_000 })).toMatchObject({ kind: 'found' })
  const left = await readPid(pidFile)
  await vi.waitFor(() => {
    expect(isAlive(left)).toBe(false)
  })
})

test('one that prints rubbish is broken, and what it printed is shown', async () => {
  const rubbish = standIn(join(folder, 'rubbish'), 'echo "Welcome to the fair"')
  expect(await ask([rubbish])).toMatchObject({ kind: 'broken', reason: 'rubbish', message: /"Welcome to the fair"/ })
})

test('one that prints without end is stopped long before its time is up', async () => {
  const flooding = standIn(join(folder, 'flooding'), 'while :; do echo lalalalalalalalalalalalalalalalalala; done')
  expect(await ask([flooding], { timeLimitMs: 600_000 })).toMatchObject({ kind: 'broken', reason: 'rubbish' })
})

test('an answer with a field of another type is rubbish, not half an interpreter', async () => {
  const odd = standIn(join(folder, 'odd'), `echo '${JSON.stringify({ ...ironPythonAnswer, lockOn: 'yes' })}'`)
  expect(await ask([odd])).toMatchObject({ kind: 'broken', reason: 'rubbish' })
})

test('an implementation that the lab does not measure is named', async () => {
  const other = answering(join(folder, 'other'), { ...ironPythonAnswer, implementation: 'graalpy', version: '3.12.8' })
  expect(await ask([other])).toMatchObject({ kind: 'broken', reason: 'not-measured', message: /graalpy 3\.12\.8/ })
})

test('a file without the right to execute, a folder, a circle of links and nothing at all are told apart', async () => {
  const plain = join(folder, 'plain')
  writeFileSync(plain, 'text', { mode: 0o644 })
  const directory = join(folder, 'python3')
  mkdirSync(directory)
  const circle = join(folder, 'circle')
  symlinkSync(circle, circle)
  expect(await ask([plain])).toMatchObject({ kind: 'broken', reason: 'not-executable' })
  expect(await ask([directory])).toMatchObject({ kind: 'broken', reason: 'not-executable' })
  expect(await ask([circle])).toMatchObject({ kind: 'broken', reason: 'not-executable' })
  expect(await ask([join(folder, 'nothing')])).toMatchObject({ reason: 'not-found', message: 'does not exist' })
  const orphan = join(folder, 'orphan')
  writeFileSync(orphan, '#!/nowhere/python3', { mode: 0o755 })
  const message = 'cannot be started: the program that its first line names does not exist'
  expect(await ask([orphan])).toMatchObject({ reason: 'not-found', message })
})

test('a cancelled question ends its process', async () => {
  const pidFile = join(folder, 'cancelled.pid')
  const slow = standIn(join(folder, 'slow'), `echo $$ > '${pidFile}'; sleep 600`)
  const stop = new AbortController()
  const asked = ask([slow], { signal: stop.signal })
  const pid = await readPid(pidFile)
  stop.abort()
  expect(await asked).toEqual({ kind: 'cancelled', command: [slow] })
  await vi.waitFor(() => {
    expect(isAlive(pid)).toBe(false)
  })
})

test('a package that lies in no search path but beside the question is not found', async ({ skip }) => {
  const python = pythonOnPath()
  if (python === null) return skip('no python3 on PATH')
  const beside = join(folder, 'beside')
  mkdirSync(join(beside, 'numpy'), { recursive: true })
  writeFileSync(join(beside, 'numpy', '__init__.py'), '')
  writeFileSync(join(beside, 'json.py'), 'raise SystemExit("the wrong json")')
  const copy = join(beside, 'describe-interpreter.py')
  writeFileSync(copy, readFileSync(describer))
  const here = await ask([python])
  const there = await ask([python], { describer: copy })
  expect(there).toEqual(here)
  expect(there.kind).toBe('found')
})

test('NumPy is found with its version and without being loaded', async ({ skip }) => {
  const python = pythonOnPath()
  if (python === null) return skip('no python3 on PATH')
  const site = join(folder, 'site')
  mkdirSync(join(site, 'numpy'), { recursive: true })
  mkdirSync(join(site, 'numpy-9.8.7.dist-info'))
  mkdirSync(join(site, 'numpy_financial-1.0.dist-info'))
  writeFileSync(join(site, 'numpy', '__init__.py'), 'raise SystemExit("loaded")')
  expect(await ask([python], { env: { ...process.env, PYTHONPATH: site } })).toMatchObject({
    kind: 'found',
    interpreter: { modules: { numpy: { version: '9.8.7' } } },
  })
})

test('a package whose binary modules were built for another interpreter is not had', async ({ skip }) => {
  const python = pythonOnPath()
  if (python === null) return skip('no python3 on PATH')
  const site = join(folder, 'shared-site')
  for (const name of ['numpy', 'scipy']) {
    mkdirSync(join(site, name, 'core'), { recursive: true })
    writeFileSync(join(site, name, '__init__.py'), '')
  }
  writeFileSync(join(site, 'numpy', 'core', '_umath.cpython-26-other.so'), '')
  // one form for each interpreter that shares the folder
  writeFileSync(join(site, 'scipy', 'core', '_fft.cpython-26-other.so'), '')
  writeFileSync(join(site, 'scipy', 'core', '_fft.abi3.so'), '')
  expect(await ask([python], { env: { ...process.env, PYTHONPATH: site } })).toMatchObject({
    kind: 'found',
    interpreter: { modules: { numpy: null, scipy: { version: null } } },
  })
})

/** The real executable of PATH's python3, where that is no stub. */
function pythonOnPath(): string | null {
  if (process.platform === 'darwin' || process.platform === 'win32') return null
  try {
    return execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}
