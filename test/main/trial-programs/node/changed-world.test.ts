import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../runtimes/discovery/stand-in-interpreter.ts'
import { nodeRequest, runTrial } from '../trial-harness.ts'
import type { TrialRun } from '../../../../main/trial/trial-process.ts'
import type { ExecutorId } from '../../../../experiments/core/names/series.ts'

const folder = temporaryFolder()
const executors = ['threads', 'processes', 'async'] as const

async function runModule(executor: ExecutorId, name: string, code: string, timeoutMs = 20_000): Promise<TrialRun> {
  const path = join(folder, name)
  writeFileSync(path, code)
  return await runTrial(nodeRequest(executor, 2, { workload: { kind: 'module', path }, passes: 1 }), { timeoutMs })
}

const fake = `
import { createServer } from 'node:http'
import { performance } from 'node:perf_hooks'
setInterval(() => undefined, 60_000)
createServer().listen(0, '127.0.0.1')
process.exitCode = 5
process.on('exit', () => { for (;;); })
Date.now = () => 0
performance.now = () => 0
process.hrtime = Object.assign(() => [0, 0], { bigint: () => 0n })
process.cpuUsage = process.threadCpuUsage = () => ({ user: 0, system: 0 })
process.resourceUsage = () => ({ maxRSS: 0 })
process.exit = () => undefined
globalThis.setTimeout = () => 0
JSON.stringify = () => '{}'
Array.prototype.toJSON = function () { return String(this) }
Object.prototype.toJSON = () => 'nothing'
export function run(task) {
  for (let i = 0; i < 3e6; i++) task = (task * 31 + i) % 1000003
  return task
}`

test.concurrent.each(executors)(
  'a module that replaces clocks, exits and JSON, sets an exit code and keeps the loop alive is measured, in %s',
  async (executor) => {
    const { outcome, laps } = await runModule(executor, 'fake.mjs', fake)
    expect(outcome).toEqual({ kind: 'ok' })
    expect(laps).toHaveLength(3)
    for (const lap of laps) {
      expect(lap.makespanMs).toBeGreaterThan(1)
      expect(lap.cpuMs).toBeGreaterThan(1)
      expect(lap.peakRssBytes).toBeGreaterThan(5_000_000)
      expect(lap.workers.map(({ gaps }) => Array.isArray(gaps))).toEqual([true, true])
    }
  },
)

test.concurrent.each(executors)(
  'a promise that nothing can settle ends the trial with that reason, in %s',
  async (executor) => {
    const { outcome } = await runModule(
      executor,
      'never.mjs',
      'export const run = () => new Promise(() => undefined)\n',
    )
    expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('nothing can settle') })
  },
)

const closing = (file: string): string => `
import { closeSync, openSync, writeSync } from 'node:fs'
export function run(task) {
  try { closeSync(3) } catch { /* it is closed already */ }
  writeSync(openSync(${JSON.stringify(file)}, 'a'), 'x')
  return task
}`

test.concurrent.each(executors)(
  'a module that closes the lab’s channel is told so, and nothing is written into its own file, in %s',
  async (executor) => {
    const file = join(folder, `${executor}.txt`)
    const { outcome } = await runModule(executor, `closing-${executor}.mjs`, closing(file))
    expect(outcome).toMatchObject({ kind: 'crashed', message: expect.stringContaining('channel, descriptor 3') })
    expect(readFileSync(file, 'utf8')).toMatch(/^x+$/)
  },
)
