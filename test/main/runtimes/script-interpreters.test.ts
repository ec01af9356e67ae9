import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { realFileSystem } from '../../../main/runtimes/discovery/searched-files.ts'
import { importsOf, withMostModules } from '../../../main/runtimes/script-imports.ts'
import { projectEnvironment, scriptInterpreters } from '../../../main/runtimes/script-interpreters.ts'
import { interpreter } from './discovery/interpreters.ts'
import { standIn, temporaryFolder } from './discovery/stand-in-interpreter.ts'

function environmentIn(folder: string, name = '.venv'): string {
  standIn(join(folder, name, 'bin', 'python'), 'exit 1')
  writeFileSync(join(folder, name, 'pyvenv.cfg'), '')
  return join(folder, name)
}

function ownOf(env: NodeJS.ProcessEnv, project: string | null = null) {
  return scriptInterpreters({ platform: 'linux', userHome: '/nowhere', env }, realFileSystem, project)
}

test('a script runs in the active environment, else in the project’s, else in the first Python on PATH', () => {
  const folder = temporaryFolder()
  const [active, project] = [environmentIn(folder, 'active'), environmentIn(folder)]
  const bin = join(folder, 'bin')
  const python3 = standIn(join(bin, 'python3'), 'exit 1')
  const PATH = `${join(folder, 'node_modules/.bin')}:/nowhere:${bin}`
  const commands = (env: NodeJS.ProcessEnv, from: string | null) =>
    ownOf(env, from).interpreters.map(({ command }) => command[0])
  expect(commands({ PATH, VIRTUAL_ENV: active }, project)).toEqual([join(active, 'bin/python'), python3])
  expect(commands({ PATH }, project)).toEqual([join(project, 'bin/python'), python3])
  expect(commands({ PATH }, null)).toEqual([python3])
  expect(commands({}, null)).toEqual([])
})

test('an active environment that was removed is said', () => {
  const { interpreters, notes } = ownOf({ VIRTUAL_ENV: '/nowhere/my venv' })
  expect(interpreters).toEqual([])
  expect(notes).toEqual([expect.stringContaining('no Python in the active virtual environment, /nowhere/my venv')])
})

test('a shim is asked what it starts', () => {
  const shims = join(temporaryFolder(), 'shims')
  standIn(join(shims, 'python3'), 'exit 1')
  expect(ownOf({ PATH: shims }).interpreters).toMatchObject([{ isShim: true }])
})

test('the project’s environment lies beside its file or above it', () => {
  const folder = temporaryFolder()
  const below = join(folder, 'a', 'b')
  mkdirSync(below, { recursive: true })
  expect(projectEnvironment(join(below, 'mine.yaml'))).toBe(null)
  mkdirSync(join(below, '.venv'))
  const environment = environmentIn(folder)
  expect(projectEnvironment(join(below, 'mine.yaml'))).toBe(environment)
})

test('else the newest counts among those that have what the script imports', () => {
  const [with_, without] = [temporaryFolder(), temporaryFolder()]
  mkdirSync(join(with_, 'numpy'))
  writeFileSync(join(with_, 'fast.cpython-311-x86_64-linux-gnu.so'), '')
  const modules = importsOf('import os, fast  # import no\nfrom numpy.linalg import (\n  norm)\nimport sys as s;x=1\n')
  expect(modules).toEqual(['os', 'fast', 'numpy', 'sys'])
  const [old, newer] = [interpreter('/3.11', { searchPath: [with_] }), interpreter('/3.13', { searchPath: [without] })]
  expect(withMostModules([newer, old], modules, realFileSystem)).toEqual([old])
  expect(withMostModules([newer, old], ['os'], realFileSystem)).toEqual([newer, old])
})
