import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { startLoadMeter } from '../../../main/monitor/other-load.ts'
import type { Ours } from '../../../main/monitor/our-processes.ts'
import { commandName } from '../../../main/monitor/proc-cpu-times.ts'
import type { TrialLoad } from '../../../experiments/core/session/trial-load.ts'

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

/** A program that computes until it is ended, in a process group of its own. */
async function busyProgram(script = 'console.log(1); for (;;);'): Promise<number> {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  started.push(child)
  await once(child.stdout, 'data')
  return child.pid ?? 0
}

async function measure(ours: Ours, meanwhile = () => sleep(600)): Promise<TrialLoad> {
  const meter = startLoadMeter(ours)
  await meanwhile()
  const load = await meter.read(0)
  if (load === null) throw new Error('the stretch was too short')
  return load
}

/** A lab that does nothing: what this process starts would count as a lab's own. */
async function idleLab(): Promise<Ours> {
  return { lab: await busyProgram('console.log(1); setInterval(() => {}, 1000)'), groups: [] }
}

test('a program that computes meanwhile is found, with the cores that it used', async () => {
  const pid = await busyProgram()
  const { otherCores, culprits } = await measure(await idleLab())
  expect(otherCores).toBeGreaterThan(0.2)
  if (process.platform !== 'linux') return
  const found = culprits.find((culprit) => culprit.pid === pid)
  expect(found?.name).toContain('node')
  expect(found?.cores).toBeGreaterThan(0.2)
  expect(found?.cores).toBeLessThan(1.2)
})

test.runIf(process.platform === 'linux')('what the trial itself does is not the others’', async () => {
  const pid = await busyProgram()
  const { culprits } = await measure({ ...(await idleLab()), groups: [pid] })
  expect(culprits.map((culprit) => culprit.pid)).not.toContain(pid)
})

test.runIf(process.platform === 'linux')(
  'what the lab has started, as its window in Electron, is not the others’',
  async () => {
    const pid = await busyProgram()
    const { culprits } = await measure({ lab: process.pid, groups: [] })
    expect(culprits.map((culprit) => culprit.pid)).not.toContain(pid)
  },
)

const inNamespace = ['--user', '--map-root-user', '--pid', '--fork', '--mount-proc'] as const
const hasNamespaces = spawnSync('unshare', [...inNamespace, 'true']).status === 0

test.skipIf(!hasNamespaces)(
  'a program outside of the lab’s container is not seen, and counts all the same',
  async () => {
    await busyProgram()
    const fixture = join(import.meta.dirname, '..', '..', 'fixtures', 'other-load.ts')
    const { stdout } = spawnSync('unshare', [...inNamespace, process.execPath, fixture], { encoding: 'utf8' })
    const { otherCores, culprits } = JSON.parse(stdout) as TrialLoad
    expect(otherCores).toBeGreaterThan(0.2)
    expect(culprits).toEqual([])
  },
)

test.runIf(process.platform === 'linux')('many short programs count for the one that waits for them', async () => {
  const child = `process.execPath, ['-e', 'const end = performance.now() + 80; while (performance.now() < end);']`
  const script = `console.log(1); for (;;) require('child_process').spawnSync(${child})`
  const pid = await busyProgram(script)
  const { culprits } = await measure(await idleLab(), () => sleep(1500))
  expect(culprits.find((culprit) => culprit.pid === pid)?.cores).toBeGreaterThan(0.2)
})

test.runIf(process.platform === 'linux')('an hour of work before does not count', async () => {
  const pid = await busyProgram(
    'const end = performance.now() + 500; while (performance.now() < end); console.log(1); setInterval(() => {}, 1000)',
  )
  const { culprits } = await measure(await idleLab())
  expect(culprits.find((culprit) => culprit.pid === pid)?.cores ?? 0).toBeLessThan(0.2)
})

test('a stretch that is too short tells nothing', async () => {
  expect(await startLoadMeter({ lab: process.pid, groups: [] }).read(0)).toBeNull()
})

test.runIf(process.platform === 'linux')(
  'a program is named with its script, and by its name where it has a title of its own',
  async () => {
    const titled = await busyProgram(
      "process.title = '/opt/browser/browser --type=renderer --profile=/tmp/x'; console.log(1); for (;;);",
    )
    const { culprits } = await measure(await idleLab())
    expect(culprits.find(({ pid }) => pid === titled)?.name).toBe('browser')
    expect(commandName(process.pid)).toMatch(/^\S+( \S+)?$/)
  },
)
