import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { childEnvironment } from '../../../main/system/child-environment.ts'
import { setAside, setAsideSentence } from '../../../main/system/set-aside.ts'

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

test('all other variables stay, but for options that would change a program of the lab', () => {
  const own = { HOME: '/home/ada', PATH: '/bin', PYTHONHASHSEED: '0', NODE_ENV: 'test', UV_PYTHON_INSTALL_DIR: '/uv' }
  const options = [
    'PYTHONHOME PYTHONEXECUTABLE PYTHON_GIL PYTHONSTARTUP PYTHONWARNINGS PYTHONPERFSUPPORT PYTHON_CPU_COUNT PYPYLOG',
    'NODE_OPTIONS NODE_V8_COVERAGE NODE_DEBUG UV_THREADPOOL_SIZE JAVA_TOOL_OPTIONS DOTNET_TieredPGO',
  ].flatMap((names) => names.split(' '))
  const env = { ...own, ...Object.fromEntries(options.map((name) => [name, '1'])) }
  for (const work of ['built-in', 'trusted'] as const) expect(childEnvironment(env, work)).toEqual(own)
})

test('what is set aside is told where a runtime of the session would have read it', () => {
  const env = { PYTHONHOME: '/x', PYTHONPATH: '/own', PYTHON_GIL: '', PYTHONSAFEPATH: '1', NODE_OPTIONS: '--inspect' }
  expect(setAside(env, ['node', 'cpython'])).toEqual(['NODE_OPTIONS', 'PYTHONHOME'])
  expect(setAside(env, ['cpython'])).toEqual(['PYTHONHOME'])
  expect(setAsideSentence(['PYTHONHOME'])).toMatch(/^PYTHONHOME is set where the lab was started, and kept from /)
})

test('nothing of a child is written where the person collects the coverage of their own programs', () => {
  const coverage = join(folder, 'coverage')
  vi.stubEnv('NODE_V8_COVERAGE', coverage)
  try {
    execFileSync(process.execPath, ['--eval', '0'], { env: childEnvironment(process.env, 'built-in') })
  } finally {
    vi.unstubAllEnvs()
  }
  expect(existsSync(coverage)).toBe(false)
})
