import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureBuild } from '../../scripts/ensure-build.mjs'
import { newestBuild } from '../../scripts/source-stamp.mjs'

// Stands in for electron-vite: copies one source to where the real one would build it, and notes that it ran.
const builder = `
const { appendFileSync, copyFileSync, mkdirSync, readFileSync } = require('node:fs')
const into = process.argv[process.argv.indexOf('--outDir') + 1]
appendFileSync('builds.log', process.env.NODE_ENV + '\\n')
if (readFileSync('main/source.ts', 'utf8') === 'broken') { console.log('source.ts is broken'); process.exit(1) }
for (const part of ['main', 'preload', 'renderer']) mkdirSync(into + '/' + part, { recursive: true })
copyFileSync('main/source.ts', into + '/main/terminal.js')
`

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lockstep-build-'))
  write('electron.vite.config.ts', '')
  write('node_modules/electron-vite/bin/electron-vite.js', builder)
  write('main/source.ts', 'first')
  write('package.json', '{ "name": "lockstep", "version": "1.2.3" }')
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}

function built(folder = newestBuild(root)?.folder ?? ''): string {
  return readFileSync(join(folder, 'main/terminal.js'), 'utf8')
}

function builds(): readonly string[] {
  return readFileSync(join(root, 'builds.log'), 'utf8').trim().split('\n')
}

test('a build is made for production, once, and then used as long as the sources stay as they are', async () => {
  await ensureBuild({ root })
  await ensureBuild({ root })
  expect(built()).toBe('first')
  expect(builds()).toEqual(['production'])
})

test('a source that changed, or that is new, is built', async () => {
  await ensureBuild({ root })
  write('main/source.ts', 'the second')
  await ensureBuild({ root })
  expect(built()).toBe('the second')
  write('renderer/state/page.ts', 'new')
  await ensureBuild({ root })
  expect(builds()).toHaveLength(3)
})

test('a file that came and went is no change', async () => {
  await ensureBuild({ root })
  write('main/.swap', '')
  rmSync(join(root, 'main/.swap'))
  await ensureBuild({ root })
  expect(builds()).toHaveLength(1)
})

test('a source that was removed, or has another name, is a change', async () => {
  write('main/old.ts', '')
  await ensureBuild({ root })
  renameSync(join(root, 'main/old.ts'), join(root, 'main/new.ts'))
  await ensureBuild({ root })
  rmSync(join(root, 'main/new.ts'))
  await ensureBuild({ root })
  expect(builds()).toHaveLength(3)
})

test('several starts at once make one build, and all of them have it', async () => {
  const seen = await Promise.all([1, 2, 3].map(() => ensureBuild({ root }).then(built)))
  expect(seen).toEqual(['first', 'first', 'first'])
  expect(builds()).toHaveLength(1)
})

test('a later build leaves the files of an earlier one as they are, and has a folder of its own', async () => {
  const first = await ensureBuild({ root })
  write('main/source.ts', 'the second')
  const second = await ensureBuild({ root })
  expect([built(first), built(second)]).toEqual(['first', 'the second'])
  expect(newestBuild(root)?.folder).toBe(second)
})

test('the same content again is the same build, whose files stay where they are', async () => {
  const first = await ensureBuild({ root })
  write('main/source.ts', 'the second')
  await ensureBuild({ root })
  write('main/source.ts', 'first')
  const before = statSync(join(first, 'main/terminal.js')).ino
  expect(await ensureBuild({ root })).toBe(first)
  expect(await ensureBuild({ root, force: true })).toBe(first)
  expect(statSync(join(first, 'main/terminal.js')).ino).toBe(before)
  expect(readdirSync(join(root, 'out')).filter((name) => /^\.(building|stamp-)/.test(name))).toEqual([])
})

test('a build whose files are gone is made again', async () => {
  rmSync(await ensureBuild({ root }), { recursive: true })
  await ensureBuild({ root })
  expect(built()).toBe('first')
})

test('a build is an application to Electron: its package.json names its program and its version', async () => {
  const manifest = JSON.parse(readFileSync(join(await ensureBuild({ root }), 'package.json'), 'utf8')) as unknown
  expect(manifest).toMatchObject({ name: 'lockstep', version: '1.2.3', type: 'module', main: 'main/electron.js' })
})

test('a build that fails says what the builder said, leaves the old build whole, and is tried again', async () => {
  await ensureBuild({ root })
  write('main/source.ts', 'broken')
  await expect(ensureBuild({ root })).rejects.toThrow('source.ts is broken')
  expect(built()).toBe('first')
  write('main/source.ts', 'mended')
  await ensureBuild({ root })
  expect(built()).toBe('mended')
})

test('the lock of a process that is gone does not hold up a build', async () => {
  write('out/.lock', '4194305')
  await ensureBuild({ root })
  expect(built()).toBe('first')
  expect(existsSync(join(root, 'out/.lock'))).toBe(false)
})

test('a copy without sources is run as it is', async () => {
  const folder = await ensureBuild({ root })
  rmSync(join(root, 'electron.vite.config.ts'))
  rmSync(join(root, 'main'), { recursive: true })
  expect(await ensureBuild({ root })).toBe(folder)
  expect(builds()).toHaveLength(1)
})

test('without the tools to build with, a build that came along is used, and a missing one says what to do', async () => {
  const folder = await ensureBuild({ root })
  write('main/source.ts', 'changed')
  rmSync(join(root, 'node_modules'), { recursive: true })
  expect(await ensureBuild({ root })).toBe(folder)
  rmSync(join(root, 'out'), { recursive: true })
  await expect(ensureBuild({ root })).rejects.toThrow('npm ci')
})

test('whoever may not write into the folder of builds is told who has to build', () => {
  write('out/old', '')
  chmodSync(join(root, 'out'), 0o555)
  chmodSync(root, 0o755)
  const module = pathToFileURL(join(import.meta.dirname, '..', '..', 'scripts', 'ensure-build.mjs')).href
  const script = `import(${JSON.stringify(module)}).then(({ ensureBuild }) => ensureBuild({ root: ${JSON.stringify(root)} }))`
  // root may write everywhere
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  const { stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', ...nobody })
  chmodSync(join(root, 'out'), 0o755)
  expect(stderr).toContain(
    `Lockstep in ${root} has to be built again, since its sources changed, and you may not write there`,
  )
})
