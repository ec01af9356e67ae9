import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { ExecutorId } from '../../../experiments/core/names/series.ts'
import type { TrialRun } from '../../../main/trial/trial-process.ts'
import { findPythons, type InstalledPython } from './python/installed-pythons.ts'
import { executorsOf, runPython, workersOf } from './python/python-requests.ts'
import { nodeRequest, runTrial } from './trial-harness.ts'

const full = process.env['LOCKSTEP_TEST'] === 'full'
const folder = mkdtempSync(join(tmpdir(), 'lockstep-agreed-'))
const ran = join(folder, 'ran')
const module = join(folder, 'mine.mjs')
const moduleCode = `import { writeFileSync } from 'node:fs'
import { answer } from './neighbour.mjs'
writeFileSync(${JSON.stringify(ran)}, '')
export const run = answer
`
const script = join(folder, 'mine.py')
const scriptCode = `import neighbour\nopen(${JSON.stringify(ran)}, 'w').close()\nrun = neighbour.answer\n`
writeFileSync(module, moduleCode)
writeFileSync(script, scriptCode)
writeFileSync(join(folder, 'neighbour.mjs'), 'export const answer = (task) => task\n')
writeFileSync(join(folder, 'neighbour.py'), 'def answer(task, ctx):\n    return task\n')
symlinkSync(module, join(folder, 'link.mjs'))
const pythons = (await findPythons()).filter(({ id }) => full || id !== 'jython')
const cells = pythons.flatMap((found) => executorsOf(found).map((executor) => ({ name: found.name, found, executor })))
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('code that is another than was agreed to when a trial loads it does not run', () => {
  test.each(['serial', 'threads', 'processes', 'locked-threads', 'async'] as const)('in node/%s', async (executor) => {
    expectRefused(await node(executor, module, sha256('other')))
  })

  test('through a link', async () => {
    expectRefused(await node('serial', join(folder, 'link.mjs'), sha256('other')))
  })

  test.each(cells)('in $name/$executor', async ({ found, executor }) => {
    expectRefused(await python(found, executor, sha256('other')))
  })
})

describe('code that is what was agreed to runs, with what it imports', () => {
  test.each(['threads', 'async'] as const)('in node/%s', async (executor) => {
    expect((await node(executor, join(folder, 'link.mjs'), sha256(moduleCode))).outcome).toEqual({ kind: 'ok' })
    rmSync(ran)
  })

  test.each(cells.filter(({ executor }) => executor === 'serial' || executor === 'processes'))(
    'in $name/$executor',
    async ({ found, executor }) => {
      expect((await python(found, executor, sha256(scriptCode))).outcome).toEqual({ kind: 'ok' })
      rmSync(ran)
    },
  )
})

function node(executor: ExecutorId, path: string, workloadSha256: string): Promise<TrialRun> {
  return runTrial(
    nodeRequest(executor, workersOf(executor), { workload: { kind: 'module', path }, workloadSha256, size: 1 }),
  )
}

function python(one: InstalledPython, executor: ExecutorId, workloadSha256: string): Promise<TrialRun> {
  const workload = { kind: 'script', path: script } as const
  return runPython(one, { executor, workers: workersOf(executor), workload, workloadSha256, size: 1 })
}

function expectRefused({ outcome }: TrialRun): void {
  expect(outcome).toMatchObject({ message: expect.stringContaining('is not what you agreed to') as string })
  expect(existsSync(ran)).toBe(false)
}
