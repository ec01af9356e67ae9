import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { discoverAll, type Answer, type DiscoveryOptions } from '../../../../main/runtimes/discovery/discovery.ts'
import type { AskedOutcome } from '../../../../main/runtimes/discovery/interpreter.ts'
import {
  answering,
  cpythonAnswer,
  ironPythonAnswer,
  describer,
  standIn,
  temporaryFolder,
} from './stand-in-interpreter.ts'
import { machineWith, ownFilesOnly, discover, programs, timesAsked } from './discover-in-test.ts'

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
