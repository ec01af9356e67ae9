import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findSeries } from '../../../experiments/core/names/series.ts'
import { InstalledRuntimes } from '../../../main/runtimes/installed-runtimes.ts'
import type { NamedInterpreters } from '../../../main/runtimes/discovery/named-interpreter.ts'
import type { InstalledRuntime } from '../../../main/trial/runtime.ts'
import { programs } from '../trial-programs/trial-harness.ts'
import {
  answering,
  cpythonAnswer,
  ironPythonAnswer,
  standIn,
  temporaryFolder,
} from './discovery/stand-in-interpreter.ts'

const node: InstalledRuntime = {
  info: { runtime: 'node', version: '24.21.0', command: ['/opt/node'] },
  command: ['/opt/node'],
  cwd: '/',
  env: {},
  prepare: () => ({ kind: 'cannot', why: 'it is not asked to' }),
}

/** A machine on which only this folder is searched, besides the system's own. */
function installed(folder: string, home = temporaryFolder(), named: NamedInterpreters = {}) {
  const env = { PATH: `${folder}:/usr/bin:/bin`, LOCKSTEP_RUNTIMES: folder }
  const machine = { platform: 'linux' as const, env, userHome: folder }
  return { home, runtimes: new InstalledRuntimes({ node, programs, home, machine, named }) }
}

function settings(home: string): unknown {
  return JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))
}

test('a command line that answers as the runtime is kept, and is the default from then on', async () => {
  const folder = temporaryFolder()
  const mono = answering(join(folder, 'mono'), ironPythonAnswer)
  const program = standIn(join(folder, 'lib', 'ipy.exe'), '')
  const { home, runtimes } = installed(folder)
  expect((await runtimes.report()).missing.map(({ wanted }) => wanted)).toContain('ironpython')
  expect(await runtimes.choose('ironpython', `mono ${program}`)).toBe(null)
  expect(settings(home)).toMatchObject({ runtimes: { ironpython: `${mono} ${program}` } })
  const { found, missing, chosen } = await runtimes.report()
  expect(found).toContainEqual(
    expect.objectContaining({ runtime: 'ironpython', command: [mono, program], default: true }),
  )
  expect(missing.map(({ wanted }) => wanted)).not.toContain('ironpython')
  expect(chosen).toEqual({ ironpython: `${mono} ${program}` })
  runtimes.close()
})

test('a session starts only the interpreters that its series may run on', async () => {
  const folder = temporaryFolder()
  const log = join(temporaryFolder(), 'started.log')
  for (const name of ['python3', 'pypy3', 'jython', 'ipy'])
    standIn(join(folder, name), `echo ${name} >> '${log}'; exit 1`)
  const chosen = standIn(join(folder, 'chosen', 'ipy64'), `echo chosen >> '${log}'; exit 1`)
  const { runtimes } = installed(folder, temporaryFolder(), { ironpython: [chosen] })
  const startedFor = async (...ids: readonly string[]) => {
    const series = ids.flatMap((id) => findSeries(id) ?? [])
    await runtimes.forSession(series, { kind: 'kernel', kernel: 'primes', size: 'auto', tasks: 'auto' })
    await runtimes.quiet()
    return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').toSorted() : []
  }
  expect(await startedFor('node/threads', 'node/serial')).toEqual([])
  expect(await startedFor('cpython/threads', 'node/serial')).toEqual(['python3'])
  expect(await startedFor('cpython-ft/threads')).toEqual(['python3'])
  expect(await startedFor('ironpython/threads')).toEqual(['chosen', 'ipy', 'python3'])
  runtimes.close()
})

test('a choice can be taken back', async () => {
  const folder = temporaryFolder()
  const older = answering(join(folder, 'older', 'python3'), { ...cpythonAnswer, version: '3.8.1' })
  const { home, runtimes } = installed(folder)
  expect(await runtimes.choose('cpython', older)).toBe(null)
  const defaults = async () =>
    (await runtimes.report()).found.filter((one) => one.default).map(({ command }) => command)
  expect(await defaults()).toContainEqual([older])
  expect(await runtimes.choose('cpython', null)).toBe(null)
  expect(settings(home)).toMatchObject({ runtimes: {} })
  expect(await defaults()).not.toContainEqual([older])
  runtimes.close()
})

test.each([
  ['does not exist', (folder: string) => join(folder, 'nothing', 'ipy'), /nothing\/ipy does not exist$/],
  ['has no closing quote', () => '"mono ipy.exe', /expected a closing "/],
  ['crashes', (folder: string) => standIn(join(folder, 'crash'), 'exit 3'), /ends at start with exit code 3/],
  [
    'is another runtime',
    (folder: string) => answering(join(folder, 'python3'), cpythonAnswer),
    /is CPython 3\.12\.4, not IronPython$/,
  ],
])('a command line that %s is refused with the reason, and nothing is kept', async (_, commandOf, message) => {
  const folder = temporaryFolder()
  const { home, runtimes } = installed(folder)
  expect(await runtimes.choose('ironpython', commandOf(folder))).toMatch(message)
  expect(() => settings(home)).toThrow('ENOENT')
  runtimes.close()
})

test('a settings file that cannot be read is left as it is', async () => {
  const folder = temporaryFolder()
  const program = answering(join(folder, 'ipy'), ironPythonAnswer)
  const { home, runtimes } = installed(folder)
  writeFileSync(join(home, 'settings.json'), '{ not json')
  expect(await runtimes.choose('ironpython', program)).toMatch(/settings\.json is not valid JSON.*correct or remove it/)
  expect(readFileSync(join(home, 'settings.json'), 'utf8')).toBe('{ not json')
  runtimes.close()
})

test('a choice takes the place of one that was named for this launch', async () => {
  const folder = temporaryFolder()
  const [one, other] = ['one', 'other'].map((name) => answering(join(folder, name, 'ipy'), ironPythonAnswer))
  if (one === undefined || other === undefined) throw new Error('there are two')
  const { runtimes } = installed(folder, temporaryFolder(), { ironpython: [one] })
  expect((await runtimes.report()).chosen).toEqual({ ironpython: one })
  expect(await runtimes.choose('ironpython', other)).toBe(null)
  expect((await runtimes.report()).chosen).toEqual({ ironpython: other })
  runtimes.close()
})

test('what was installed meanwhile is found when it is looked for again', async () => {
  const folder = temporaryFolder()
  const { runtimes } = installed(folder)
  const ironPythons = async () =>
    (await runtimes.report()).found.filter(({ runtime }) => runtime === 'ironpython').map(({ command }) => command)
  expect(await ironPythons()).toEqual([])
  const program = answering(join(folder, 'ipy'), ironPythonAnswer)
  expect(await ironPythons()).toEqual([])
  runtimes.searchAgain()
  expect(await ironPythons()).toEqual([[program]])
  runtimes.close()
})

test('a settings file from elsewhere starts no program, and the lab says so wherever the choice would count', async () => {
  const folder = temporaryFolder()
  const started = join(folder, 'started')
  const theirs = standIn(join(folder, 'theirs', 'ipy'), `touch ${started}`)
  const { home, runtimes } = installed(temporaryFolder())
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ runtimes: { ironpython: theirs } }))
  const { notes } = await runtimes.report()
  expect(notes.join()).toContain('not chosen by you on this machine')
  const series = ['ironpython/threads'].flatMap((id) => findSeries(id) ?? [])
  const session = await runtimes.forSession(series, { kind: 'kernel', kernel: 'primes', size: 1, tasks: 1 })
  expect(session.notes.join()).toContain('not chosen by you on this machine')
  expect(existsSync(started)).toBe(false)
  runtimes.close()
})
