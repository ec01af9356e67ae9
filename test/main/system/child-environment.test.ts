import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { childEnvironment } from '../../../main/system/child-environment.ts'

const before = process.cwd()
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-test-')))
const stranger = join(folder, 'stranger')
const own = join(folder, 'own')
for (const path of [join(stranger, 'lib'), own]) mkdirSync(path, { recursive: true })
symlinkSync(stranger, join(folder, 'link'))

afterEach(() => {
  process.chdir(before)
})

function listFor(work: 'built-in' | 'trusted', startedIn: string, entries: readonly string[]): string | undefined {
  process.chdir(startedIn)
  return childEnvironment({ PYTHONPATH: entries.join(delimiter) }, work)['PYTHONPATH']
}

const theirs = ['', '.', 'lib', './lib/../lib', stranger, join(stranger, 'lib'), join(folder, 'link', 'lib')]

test('built-in work looks for code nowhere in the folder in which the lab was started, however it is named', () => {
  expect(listFor('built-in', stranger, theirs)).toBe(undefined)
  expect(listFor('built-in', stranger, [...theirs, own, '../own'])).toBe([own, own].join(delimiter))
})

test('a folder around the home folder is nobody else’s: only the folder itself is left out', () => {
  const packages = join(homedir(), 'packages')
  expect(listFor('built-in', homedir(), ['', homedir(), packages])).toBe(packages)
  expect(listFor('built-in', '/', ['', packages])).toBe(packages)
})

test('code that was agreed to finds what it would find without the lab', () => {
  const found = [stranger, join(stranger, 'lib'), own]
  expect(listFor('trusted', stranger, ['', 'lib', own])).toBe(found.join(delimiter))
  expect(listFor('trusted', stranger, [''])).toBe('')
})

test('all other variables stay, but for options of Node that would change what is measured', () => {
  const env = { HOME: '/home/ada', NODE_OPTIONS: '--require ./hook.js', NODE_V8_COVERAGE: 'x', PATH: '/bin' }
  expect(childEnvironment(env, 'built-in')).toEqual({ HOME: '/home/ada', PATH: '/bin' })
})
