import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../runtimes/discovery/stand-in-interpreter.ts'
import { nodeRequest, runTrial } from '../trial-harness.ts'
import type { ExecutorId } from '../../../../experiments/core/names/series.ts'

const folder = temporaryFolder()

async function messageOf(name: string, code: string, executor: ExecutorId = 'processes'): Promise<string> {
  const path = join(folder, name)
  writeFileSync(path, code)
  const { outcome } = await runTrial(nodeRequest(executor, 2, { workload: { kind: 'module', path }, passes: 2 }))
  return 'message' in outcome ? outcome.message : outcome.kind
}

test.each(['threads', 'async'] as const)('a TypeScript enum is named with its file, in %s', async (executor) => {
  const code = 'enum Level { High = 7 }\nexport const run = (task: number): number => task + Level.High\n'
  const message = await messageOf('enumerated.ts', code, executor)
  expect(message).toMatch(/TypeScript enum is not supported .*\(at .*enumerated\.ts:1\)$/)
})

test("a file that cannot be read as a program is named, and none of Node's frames", async () => {
  expect(await messageOf('broken.mjs', 'export const = 1\n')).toMatch(/SyntaxError: .*\(in .*broken\.mjs\)$/)
  expect(await messageOf('silent.mjs', 'export const walk = 1\n')).toMatch(
    /silent\.mjs exports no function run: expected/,
  )
})

test('a worker that ends by itself is quoted', async () => {
  const code = `export function run() {
  console.error('the disk is full')
  process.exit(3)
}
`
  expect(await messageOf('exits.mjs', code)).toMatch(
    /worker [12] ended with exit code 3; its last words: the disk is full/,
  )
})

test.each([
  ['null', 'null', 'returned null, expected'],
  ['bigint', '7n', 'returned bigint, expected a number or a string: write Number'],
  ['undefined', 'undefined', 'returned undefined, expected a number or a string: is a return missing?'],
  ['array', '[1, 2]', 'returned an object (Array), expected'],
  ['symbol', 'Symbol()', 'returned symbol, expected'],
])('a result that is none is told by its kind: %s', async (name, value, words) => {
  expect(await messageOf(`${name}.mjs`, `export const run = () => ${value}\n`, 'async')).toContain(words)
})

test('results that differ by their sign alone are told apart', async () => {
  const code = `let calls = 0\nexport const run = () => [0, 0, -0][calls++ % 3]\n`
  expect(await messageOf('zero.mjs', code, 'async')).toMatch(/gave (-0 in pass 1 and 0|0 in pass 1 and -0) in pass 2/)
})

test('an error that cannot be told is said to be one', async () => {
  expect(await messageOf('untold.mjs', 'export const run = () => { throw Object.create(null) }\n')).toContain(
    'threw something that cannot be told as text',
  )
})
