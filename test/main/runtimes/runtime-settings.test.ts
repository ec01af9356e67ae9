import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { machineMark } from '../../../main/machine/machine-mark.ts'
import { chooseForGood, readRuntimeSettings } from '../../../main/runtimes/runtime-settings.ts'
import { temporaryFolder } from './discovery/stand-in-interpreter.ts'

test('a choice is kept for the next start, and can be taken back', async () => {
  const home = temporaryFolder()
  expect(await readRuntimeSettings(home)).toEqual({ runtimes: {}, problem: null })
  await chooseForGood(home, 'ironpython', 'mono /opt/ipy.exe')
  await chooseForGood(home, 'cpython', '/usr/bin/python3')
  expect(await readRuntimeSettings(home)).toEqual({
    runtimes: { ironpython: 'mono /opt/ipy.exe', cpython: '/usr/bin/python3' },
    problem: null,
  })
  await chooseForGood(home, 'ironpython', null)
  expect((await readRuntimeSettings(home)).runtimes).toEqual({ cpython: '/usr/bin/python3' })
})

test('what else the file holds stays', async () => {
  const home = temporaryFolder()
  writeFileSync(join(home, 'settings.json'), '{"theme":"dark"}')
  await chooseForGood(home, 'pypy', 'pypy3')
  expect(JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))).toEqual({
    theme: 'dark',
    runtimes: { pypy: 'pypy3' },
    chosenOn: await machineMark(),
  })
})

test.each(['{', '{"runtimes":{"python":"x"}}', '{"runtimes":{"cpython":3}}', '[]'])(
  'a file that holds %s is named as the problem and not overwritten',
  async (content) => {
    const home = temporaryFolder()
    const path = join(home, 'settings.json')
    writeFileSync(path, content)
    const { runtimes, problem } = await readRuntimeSettings(home)
    expect(runtimes).toEqual({})
    expect(problem).toContain(path)
    await expect(chooseForGood(home, 'cpython', 'python3')).rejects.toThrow(path)
    expect(readFileSync(path, 'utf8')).toBe(content)
  },
)

test.each([
  ['has no mark', {}],
  ['has the mark of another machine', { chosenOn: 'f'.repeat(64) }],
])('a file that %s starts no interpreter, says so, and gives its place to the next choice', async (_what, mark) => {
  const home = temporaryFolder()
  const path = join(home, 'settings.json')
  writeFileSync(path, JSON.stringify({ ...mark, runtimes: { pypy: '/tmp/theirs' } }))
  const { runtimes, problem } = await readRuntimeSettings(home)
  expect(runtimes).toEqual({})
  expect(problem).toBe(
    `${path}: the interpreters in it (pypy) were not chosen by you on this machine, so that none of them is started: choose them again on the Runtimes page`,
  )
  await chooseForGood(home, 'cpython', '/usr/bin/python3')
  expect(await readRuntimeSettings(home)).toEqual({ runtimes: { cpython: '/usr/bin/python3' }, problem: null })
})

// Windows has no such modes.
test.skipIf(process.platform === 'win32')('a file that others may write chooses nothing, and is named', async () => {
  const home = temporaryFolder()
  await chooseForGood(home, 'pypy', '/opt/pypy3')
  chmodSync(join(home, 'settings.json'), 0o666)
  const { runtimes, problem } = await readRuntimeSettings(home)
  expect(runtimes).toEqual({})
  expect(problem).toContain(`others may write to ${join(home, 'settings.json')} (mode 666)`)
})
