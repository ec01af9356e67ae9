import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type TestContext } from 'vitest'
import { eventually, processesWith } from '../../processes-of-lab.ts'
import { standIn } from '../../runtimes/discovery/stand-in-interpreter.ts'
import { startLockstep, temporaryFolder } from './lockstep.ts'

/** Far below the 10 s for which an interpreter is waited for. */
const soonMs = 3000

const file = join(temporaryFolder(), 'mine.yaml')
const workload = 'workload: { kernel: primes, size: 500 }\nseries: [cpython/threads]\nworkers: [1]\nbaseline: none\n'
writeFileSync(file, `lockstep: 1\ntitle: Mine\n${workload}`)

/** Interrupts a command while it asks an interpreter that hangs. @returns how it ended, how soon, and what is left of it */
async function interrupt(args: readonly string[], context: TestContext) {
  const hanging = standIn(join(temporaryFolder(), 'python3'), 'sleep 600')
  const { process: child, home, ended } = startLockstep([...args, '--runtime', `cpython=${hanging}`])
  const ours = (): readonly number[] => processesWith(`LOCKSTEP_HOME=${home}`)
  context.onTestFinished(() => {
    for (const stray of ours()) process.kill(stray, 'SIGKILL')
  })
  const isAsked = (): boolean => processesWith(`LOCKSTEP_HOME=${home}`, `PYTHONSAFEPATH=1`).length > 0
  expect(await eventually(isAsked, Boolean, 40_000)).toBe(true)
  const startedMs = performance.now()
  child.kill('SIGINT')
  const { code } = await ended
  return { code, tookMs: performance.now() - startedMs, left: ours(), sessions: sessionsIn(home) }
}

function sessionsIn(home: string): readonly string[] {
  const folder = join(home, 'sessions')
  return existsSync(folder) ? readdirSync(folder) : []
}

test.concurrent.for([
  ['a run', ['run', file]],
  ['doctor', ['doctor']],
] as const)('Ctrl-C ends %s while it asks an interpreter that hangs, and leaves nothing', async ([, args], context) => {
  const { tookMs, ...ended } = await interrupt(args, context)
  expect(ended).toEqual({ code: 130, left: [], sessions: [] })
  expect(tookMs).toBeLessThan(soonMs)
})
