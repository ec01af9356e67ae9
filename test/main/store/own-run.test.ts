import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lackOfRun } from '../../../main/store/own-run.ts'
import { temporaryFolder } from './made-up-session.ts'

function lack(kind: 'module' | 'script', source: string): string | null {
  const path = join(temporaryFolder(), kind === 'module' ? 'work.mjs' : 'work.py')
  writeFileSync(path, source)
  return lackOfRun(kind, path)
}

test.each([
  'export function run(task) {}',
  'export async function run(task) {}',
  'export const run = (task) => task',
  'const work = () => 1\nexport { work as run }',
  "export * from './other.mjs'",
  "export { run } from './other.mjs'",
  'module.exports = { run() {} }',
])('a module that exports run, or may, lacks nothing: %s', (source) => {
  expect(lack('module', source)).toBeNull()
})

test.each([
  '',
  'function run(task) {}',
  '// export function run(task) {}',
  'export function runs(task) {}',
  '/* export { run } */',
])('a module without it says what was expected: %s', (source) => {
  expect(lack('module', source)).toMatch(/work\.mjs exports no function run: expected export function run/)
})

test.each([
  'def run(task, ctx):\n    return 1',
  'run = lambda task, ctx: 1',
  'from other import run',
  'from other import (\n    run,\n)',
  'from other import *',
  "globals()['run'] = print",
])('a script that defines run, or may, lacks nothing: %s', (source) => {
  expect(lack('script', source)).toBeNull()
})

test.each(['', '# def run(task, ctx): pass', 'def runs(task, ctx): pass', 'print("run")'])(
  'a script without it says what was expected: %s',
  (source) => {
    expect(lack('script', source)).toMatch(/work\.py defines no function run: expected def run/)
  },
)
