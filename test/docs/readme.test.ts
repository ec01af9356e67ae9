import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { parseExperiment } from '../../experiments/core/definition/experiment-file.ts'
import { mostMemoryByDefaultBytes } from '../../experiments/core/definition/experiment.ts'
import { keysAt } from '../../experiments/core/definition/experiment-schema.ts'
import { kernelNames } from '../../experiments/core/names/kernels.ts'
import { probeNames } from '../../experiments/core/names/probe-names.ts'
import type { TaskContext, TaskResult } from '../../main/trial-programs/node/kernels/task.ts'

const root = join(import.meta.dirname, '..', '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** The code blocks of one language, in their order. */
function blocks(language: string): readonly string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code)
}

test("the README's experiment is one that the lab accepts, with the README's module as its workload", () => {
  const [file = ''] = blocks('yaml')
  const parsed = parseExperiment('mine.yaml', new TextEncoder().encode(file))
  expect(parsed).toMatchObject({ kind: 'ok', experiment: { workload: { kind: 'module', path: './mine.mjs' } } })
})

test("the README's module answers the longest Collatz chain, and passes a safe point in every block", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-readme-'))
  try {
    const [code = ''] = blocks('js')
    writeFileSync(join(folder, 'mine.mjs'), code)
    const { run } = (await import(pathToFileURL(join(folder, 'mine.mjs')).href)) as {
      run: (task: number, context: TaskContext) => TaskResult
    }
    let ticks = 0
    const context: TaskContext = {
      size: 10,
      seed: 1,
      tick: () => {
        ticks += 1
      },
      blocking: (call) => call(),
      exchange: (bytes) => bytes,
      shared: new SharedArrayBuffer(65_536),
    }
    // Below 1,000 the longest chain is that of 871, 178 steps (OEIS A006877, A006878).
    expect(run(0, context)).toBe(178)
    expect(ticks).toBe(10)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the README explains every key of an experiment file, and names every kernel', () => {
  const keys = [...keysAt(''), 'workload.kernel', 'workload.module', 'workload.size', 'workload.tasks']
  expect(keys.filter((key) => !readme.includes(`| \`${key}\``))).toEqual([])
  expect([...kernelNames, ...probeNames].filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})

test('the README names the memory that a trial gets where its file does not say', () => {
  const most = `${mostMemoryByDefaultBytes / 2 ** 30}GiB`
  expect(readme).toMatch(new RegExp(`^\\| \`memoryLimit\`.*at most \`${most}\``, 'm'))
})

test('every npm script that README and CONTRIBUTING name is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const text = readme + readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
  const named = [...text.matchAll(/npm run ([a-z0-9:]+)/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})
