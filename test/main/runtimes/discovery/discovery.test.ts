import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { availableParallelism, homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runtimeName } from '../../../../experiments/core/names/series-titles.ts'
import {
  discoverAll,
  type Answer,
  type Discovery,
  type DiscoveryOptions,
} from '../../../../main/runtimes/discovery/discovery.ts'
import { realFileSystem, type SearchedFiles } from '../../../../main/runtimes/discovery/searched-files.ts'
import type { AskedOutcome, Interpreter } from '../../../../main/runtimes/discovery/interpreter.ts'
import { pythonRuntimes } from '../../../../experiments/core/names/series.ts'
import {
  answering,
  cpythonAnswer,
  ironPythonAnswer,
  describer,
  standIn,
  temporaryFolder,
} from './stand-in-interpreter.ts'

/** A machine with nothing but what the test puts on its PATH. */
function machineWith(...folders: readonly string[]): DiscoveryOptions['machine'] {
  return { platform: 'linux', env: { PATH: [...folders, '/usr/bin', '/bin'].join(':') }, userHome: temporaryFolder() }
}

/** Hides the interpreters of this machine. */
const ownFilesOnly: SearchedFiles = {
  ...realFileSystem,
  list: (folder) => (folder.startsWith(realpathSync(tmpdir())) ? realFileSystem.list(folder) : []),
}

async function discover(options: Partial<DiscoveryOptions> & Pick<DiscoveryOptions, 'machine'>): Promise<Discovery> {
  return discoverAll({ describer, home: null, fileSystem: ownFilesOnly, ...options }, new AbortController().signal)
}

function programs({ found, broken }: Discovery): readonly string[] {
  return [...found, ...broken].map(({ command: [program] }) => program)
}

function timesAsked(log: string): number {
  try {
    return readFileSync(log, 'utf8').split('\n').length - 1
  } catch {
    return 0
  }
}

test('every interpreter found on this machine is what it says of itself when asked another way', async ({ skip }) => {
  const machine = { platform: process.platform, env: process.env, userHome: homedir() }
  const { found, broken } = await discover({ machine, fileSystem: realFileSystem })
  const missing = pythonRuntimes.filter((runtime) => !found.some((one) => one.runtime === runtime))
  console.info(`found: ${found.map(({ runtime, version }) => `${runtime} ${version}`).join(', ')}`)
  for (const { command, message } of broken) console.info(`broken: ${command.join(' ')} ${message}`)
  console.info(`not found, so not tried: ${missing.map(runtimeName).join(', ')}`)
  if (found.length === 0) return skip('no Python is installed')
  for (const interpreter of found) expect(describedByItself(interpreter)).toEqual(described(interpreter))
})

function described({ version, runtime, modules }: Interpreter): readonly string[] {
  return [/^\d+\.\d+\.\d+/.exec(version)?.[0] ?? '', runtime, String(modules.numpy !== null)]
}

/** Asks by other means than the describing program: the version's text, the build's flags, an import. */
function describedByItself({ command: [program, ...rest] }: Interpreter): readonly string[] {
  const code = [
    'import sys, platform, sysconfig',
    'kind = platform.python_implementation().lower()',
    'free = kind == "cpython" and str(sysconfig.get_config_var("Py_GIL_DISABLED")) == "1"',
    'try:',
    '    import numpy',
    '    has = "true"',
    'except ImportError:',
    '    has = "false"',
    'print(platform.python_version().rstrip("+").split("rc")[0].split("a")[0].split("b")[0])',
    'print(kind + ("-ft" if free else ""))',
    'print(has)',
  ].join('\n')
  return execFileSync(program, [...rest, '-c', code], { encoding: 'utf8' })
    .trim()
    .split(/\r?\n/)
}

test('a broken interpreter is reported beside those that work', async () => {
  const bin = temporaryFolder()
  const good = answering(join(bin, 'python3.12'), cpythonAnswer)
  const ipy = answering(join(bin, 'ipy'), ironPythonAnswer)
  const bad = standIn(join(bin, 'python3.11'), 'echo "no stdlib" >&2; exit 1')
  const closed = join(bin, 'python3.10')
  writeFileSync(closed, '', { mode: 0o644 })
  mkdirSync(join(bin, 'python3'))
  symlinkSync('python3.9', join(bin, 'python3.9'))
  const discovery = await discover({ machine: machineWith(bin) })
  expect(programs(discovery).toSorted()).toEqual([good, ipy, bad, closed].toSorted())
  const reasons = discovery.broken.map(({ command, reason }) => [command[0], reason])
  expect(reasons.toSorted()).toEqual([
    [closed, 'not-executable'],
    [bad, 'crashes'],
  ])
})

test('interpreters that hang do not hold up the answers of the others', async () => {
  const bin = temporaryFolder()
  // one in each place
  const hanging = Array.from({ length: availableParallelism() + 2 }, (_, at) => join(bin, String(at)))
  for (const folder of hanging) standIn(join(folder, 'python3'), 'sleep 600')
  const good = answering(join(bin, 'last', 'python3'), cpythonAnswer)
  const order: Answer[] = []
  const machine = machineWith(...hanging, join(bin, 'last'))
  await discover({ machine, timeLimitMs: 5000, onAnswer: (answer) => order.push(answer) })
  expect(order.map(({ kind }) => kind)).toEqual(['found', ...hanging.map(() => 'broken')])
  expect(order.map(programOf)[0]).toBe(good)
})

function programOf(answer: Answer): string {
  return answer.kind === 'found' ? answer.interpreter.command[0] : answer.command[0]
}

test('a known interpreter is not asked again until its file, its packages or the environment change', async () => {
  const bin = temporaryFolder()
  const home = temporaryFolder()
  const site = temporaryFolder()
  const log = join(home, 'asked.log')
  const python = answering(join(bin, 'python3'), { ...cpythonAnswer, searchPath: [site] }, log)
  const machine = machineWith(bin)
  const first = await discover({ machine, home })
  expect(await discover({ machine, home })).toEqual(first)
  expect(timesAsked(log)).toBe(1)

  mkdirSync(join(site, 'numpy'))
  utimesSync(site, 1, 1)
  await discover({ machine, home })
  expect(timesAsked(log)).toBe(2)

  utimesSync(python, 1, 1)
  await discover({ machine, home })
  expect(timesAsked(log)).toBe(3)

  await discover({ machine: { ...machine, env: { ...machine.env, PYTHONPATH: site } }, home })
  expect(timesAsked(log)).toBe(4)

  // no interpreter is given these
  for (const name of ['PYTHON_GIL', 'PYTHONHOME', 'PYTHONWARNINGS', 'JAVA_TOOL_OPTIONS']) {
    await discover({ machine: { ...machine, env: { ...machine.env, PYTHONPATH: site, [name]: '1' } }, home })
    expect(timesAsked(log), name).toBe(4)
  }
})

/** Stand-ins under the names of all runtimes, each of which notes in one log by which name it was started. */
function everyRuntime(bin: string) {
  const log = join(temporaryFolder(), 'started.log')
  const names = ['python', 'python3', 'python3.13t', 'pypy3', 'jython', 'ipy']
  for (const name of names) {
    const implementation = { pypy3: 'pypy', jython: 'jython', ipy: 'ironpython' }[name] ?? 'cpython'
    const answer = JSON.stringify({ ...cpythonAnswer, implementation, freeThreadedBuild: name.endsWith('t') })
    standIn(join(bin, name), `echo ${name} >> '${log}'\ncat <<'END'\n${answer}\nEND`)
  }
  const started = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').toSorted() : [])
  return { names, started }
}

const pythonNames = ['python', 'python3', 'python3.13t']

test.each([
  [['cpython'], pythonNames],
  [['cpython-ft'], pythonNames],
  [['pypy'], ['pypy3']],
  [['jython'], ['jython']],
  [
    ['pypy', 'ironpython'],
    ['ipy', 'pypy3'],
  ],
] as const)('where %j is wanted, only %j are started', async (wanted, expected) => {
  const bin = temporaryFolder()
  const { started } = everyRuntime(bin)
  await discover({ machine: machineWith(bin), wanted })
  expect(started()).toEqual(expected)
})

test('what was asked for one search is not asked for the next, and what was not asked is not forgotten', async () => {
  const bin = temporaryFolder()
  const home = temporaryFolder()
  const { names, started } = everyRuntime(bin)
  const machine = machineWith(bin)
  await discover({ machine, home, wanted: ['jython'] })
  await discover({ machine, home, wanted: ['cpython'] })
  const asked = new Map<string, Promise<AskedOutcome>>()
  await Promise.all([discover({ machine, home, wanted: ['pypy'], asked }), discover({ machine, home, asked })])
  expect(started()).toEqual(names.toSorted())
})

test('a PyPy whose folder names it python3 too is not started where CPython is wanted', async () => {
  const bin = temporaryFolder()
  const log = join(temporaryFolder(), 'asked.log')
  const pypy = answering(join(bin, 'pypy3'), { ...cpythonAnswer, implementation: 'pypy' }, log)
  for (const name of ['python', 'python3', 'python3.11']) symlinkSync(pypy, join(bin, name))
  await discover({ machine: machineWith(bin), wanted: ['cpython'] })
  expect(timesAsked(log)).toBe(0)
  const { found } = await discover({ machine: machineWith(bin), wanted: ['pypy'] })
  expect(found.map(({ runtime }) => runtime)).toEqual(['pypy'])
})

test('a program that answered as PyPy is one from then on, whatever its name', async () => {
  const bin = temporaryFolder()
  const home = temporaryFolder()
  answering(join(bin, 'python'), { ...cpythonAnswer, implementation: 'pypy' })
  const machine = machineWith(bin)
  expect((await discover({ machine, home, wanted: ['pypy'] })).found).toEqual([])
  await discover({ machine, home })
  expect((await discover({ machine, home, wanted: ['pypy'] })).found).toHaveLength(1)
  expect((await discover({ machine, home, wanted: ['cpython'] })).found).toEqual([])
})

test('a broken interpreter is asked again each time: it may have been repaired', async () => {
  const bin = temporaryFolder()
  const home = temporaryFolder()
  const log = join(home, 'asked.log')
  standIn(join(bin, 'python3'), `echo asked >> '${log}'; exit 1`)
  const machine = machineWith(bin)
  await discover({ machine, home })
  await discover({ machine, home })
  expect(timesAsked(log)).toBe(2)
})

test.each([
  '',
  '{"format":1,"answers":{',
  '{"format":2,"answers":{}}',
  '[]',
  '{"format":1,"answers":{"x":{"stamp":1}}}',
])('a cache that holds %j is as good as none', async (content) => {
  const bin = temporaryFolder()
  const home = temporaryFolder()
  const python = answering(join(bin, 'python3'), cpythonAnswer)
  writeFileSync(join(home, 'interpreters.json'), content)
  const machine = machineWith(bin)
  expect(programs(await discover({ machine, home }))).toEqual([python])
  expect(JSON.parse(readFileSync(join(home, 'interpreters.json'), 'utf8'))).toMatchObject({ format: 1 })
})

test('a home that cannot be written costs the cache, not the answers', async () => {
  const bin = temporaryFolder()
  const python = answering(join(bin, 'python3'), cpythonAnswer)
  const discovery = await discover({ machine: machineWith(bin), home: join(python, 'no-folder') })
  expect(programs(discovery)).toEqual([python])
})

test('commands that a person named are asked too, and come first', async () => {
  const bin = temporaryFolder()
  answering(join(bin, 'python3'), cpythonAnswer)
  const ipy = answering(join(bin, 'elsewhere', 'ipy.exe'), ironPythonAnswer)
  const mono = standIn(join(bin, 'elsewhere', 'mono'), 'exec "$@"')
  const { found, broken } = await discover({ machine: machineWith(bin), named: [[mono, ipy], ['no-such-python']] })
  expect(found[0]).toMatchObject({ runtime: 'ironpython', command: [mono, ipy] })
  expect(broken).toContainEqual({
    kind: 'broken',
    command: ['no-such-python'],
    reason: 'not-found',
    message: 'is not on PATH',
  })
})

test("macOS's stub is not started even where a person names it", async () => {
  const machine = { ...machineWith(), platform: 'darwin' } as const
  const { found, broken } = await discover({ machine, named: [['/usr/bin/python3']] })
  expect(found.map(({ command }) => command[0])).not.toContain('/usr/bin/python3')
  expect(broken).toContainEqual(expect.objectContaining({ command: ['/usr/bin/python3'], reason: 'not-executable' }))
})

test('after an abort there is what was answered by then', async () => {
  const bin = temporaryFolder()
  answering(join(bin, 'python3'), cpythonAnswer)
  standIn(join(bin, 'jython'), 'sleep 600')
  const stop = new AbortController()
  const options: DiscoveryOptions = {
    machine: machineWith(bin),
    home: null,
    describer,
    fileSystem: ownFilesOnly,
    onAnswer() {
      stop.abort()
    },
  }
  expect(programs(await discoverAll(options, stop.signal))).toEqual([join(bin, 'python3')])
})

test('an answer holds where the same folders of modules count, which depends on where the lab was started', async () => {
  const bin = temporaryFolder()
  const home = temporaryFolder()
  const log = join(home, 'asked.log')
  answering(join(bin, 'python3'), cpythonAnswer, log)
  const packages = join(temporaryFolder(), 'packages')
  const machine = machineWith(bin)
  const withPackages = { ...machine, env: { ...machine.env, PYTHONPATH: packages } }
  const before = process.cwd()
  await discover({ machine: withPackages, home })
  process.chdir(join(packages, '..'))
  await discover({ machine: withPackages, home })
  process.chdir(before)
  expect(timesAsked(log)).toBe(2)
})
