import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test, type TestContext } from 'vitest'
import { readSession } from '../../../../main/store/reading/session-reader.ts'
import { eventually, processesWith } from '../../processes-of-lab.ts'
import { findPythons } from '../../trial-programs/python/installed-pythons.ts'
import { executorMatrix } from '../../trial-programs/python/python-matrix.ts'
import { standIn } from '../../runtimes/discovery/stand-in-interpreter.ts'
import { startLockstep, temporaryFolder, type Started } from './lockstep.ts'

const pythons = await findPythons()
const series = new Set([
  ...['serial', 'threads', 'processes', 'locked-threads'].map((executor) => `node/${executor}`),
  ...executorMatrix(pythons).map(({ python, tried: executor }) => `${python.id}/${executor}`),
])

/** @returns the processes of a lab that are still there two seconds after its end */
function left(mark: string): Promise<readonly number[]> {
  return eventually(
    () => processesWith(mark),
    ({ length }) => length === 0,
    2000,
  )
}

/** @param context the test's own: several tests run at once, and each ends only its own processes */
function startToBeKilled(args: readonly string[], context: TestContext): Started & { readonly mark: string } {
  const started = startLockstep(args)
  const mark = `LOCKSTEP_HOME=${started.home}`
  context.onTestFinished(() => {
    for (const stray of processesWith(mark)) process.kill(stray, 'SIGKILL')
  })
  return { ...started, mark }
}

/** Many short trials of one series, so that one is running whenever the lab is killed. */
function endlessly(one: string): string {
  const path = join(temporaryFolder(), 'endless.yaml')
  const workers = one.endsWith('/serial') ? 1 : 2
  writeFileSync(
    path,
    `lockstep: 1
title: Endless
workload: { kernel: primes, size: 100, tasks: 4 }
series: [${one}]
workers: [${workers}]
warmup: 0
laps: 1
rounds: 1000
`,
  )
  return path
}

test.concurrent.for([...series])(
  'kill -9 of the lab while %s is measured leaves no process two seconds later, and a session that opens',
  { timeout: 120_000 },
  async (one, context) => {
    const started = startToBeKilled(['run', endlessly(one), '--json'], context)
    const sessions = join(started.home, 'sessions')
    const trials = (): number => {
      const [file] = existsSync(sessions) ? readdirSync(sessions) : []
      return file === undefined
        ? 0
        : (readFileSync(join(sessions, file), 'utf8').match(/"record":"trial".*\n/g) ?? []).length
    }
    expect(await eventually(trials, (done) => done >= 2, 100_000), started.stderr()).toBeGreaterThanOrEqual(2)
    started.process.kill('SIGKILL')
    await started.ended
    expect(await left(started.mark)).toEqual([])
    const [file = ''] = readdirSync(sessions).filter((name) => name.endsWith('.lockstep'))
    expect((await readSession(join(sessions, file))).trials).toHaveLength(trials())
  },
)

test('kill -9 of the lab while it asks an interpreter that hangs what it is leaves no process', async (context) => {
  const hanging = standIn(join(temporaryFolder(), 'python3'), 'sleep 600')
  const started = startToBeKilled(['run', endlessly('cpython/threads'), '--runtime', `cpython=${hanging}`], context)
  const asked = (): boolean => processesWith(started.mark).some((pid) => commandOf(pid).split('\0').includes(hanging))
  expect(await eventually(asked, Boolean, 50_000)).toBe(true)
  started.process.kill('SIGKILL')
  await started.ended
  expect(await left(started.mark)).toEqual([])
})

test.for([40, 80, 120, 160, 240])(
  'kill -9 of the lab %i ms after its start, when its first trial may only stand by, leaves no process',
  async (afterMs, context) => {
    const started = startToBeKilled(['run', endlessly('node/threads')], context)
    await delay(afterMs)
    started.process.kill('SIGKILL')
    await started.ended
    expect(await left(started.mark)).toEqual([])
  },
)

test('a run that is refused leaves no process, and says no word of the one that stood by', async (context) => {
  const started = startToBeKilled(['run', 'cpu-bund'], context)
  const { code, stdout, stderr } = await started.ended
  expect([code, stdout, stderr.split('\n').filter(Boolean)]).toEqual([2, '', [expect.stringContaining('cpu-bund')]])
  expect(await left(started.mark)).toEqual([])
})

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
