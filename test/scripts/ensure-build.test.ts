import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureBuild } from '../../scripts/ensure-build.mjs'

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
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}

function built(): string {
  return readFileSync(join(root, 'out/main/terminal.js'), 'utf8')
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
  rmSync(join(root, 'electron.vite.config.ts'))
  await ensureBuild({ root })
  expect(existsSync(join(root, 'out'))).toBe(false)
})

test('without the tools to build with, a build that came along is used, and a missing one says what to do', async () => {
  rmSync(join(root, 'node_modules'), { recursive: true })
  await expect(ensureBuild({ root })).rejects.toThrow('npm ci')
  write('out/main/terminal.js', 'came along')
  await ensureBuild({ root })
  expect(built()).toBe('came along')
})
