import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Journal, sweepJournals } from '../../../main/reaper/journal.ts'
import { Reaper } from '../../../main/reaper/reaper.ts'
import { thisPlace } from '../../../main/system/process-mark.ts'
import { readStat } from '../../../main/system/process-stat.ts'
import { ends, eventually, isAlive, processesWith } from '../processes-of-lab.ts'
import { programs } from '../trial-programs/trial-harness.ts'

/** Two worker processes, each with one child in its group and one that left it, and the trial's own. */
const familySize = 7

async function startLab(home: string): Promise<{ lab: ChildProcess; mark: string; trial: number }> {
  const program = join(import.meta.dirname, '..', '..', 'fixtures', 'lab-with-trial.ts')
  const lab = spawn(process.execPath, [program, home, 'leaves-processes.mjs'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const mark = `LOCKSTEP_LAB=test-${String(lab.pid)}`
  onTestFinished(() => {
    // they loop for ever: a test that fails must not leave them to disturb what is measured after it
    lab.kill('SIGKILL')
    for (const stray of processesWith(mark)) process.kill(stray, 'SIGKILL')
  })
  const [line] = (await once(lab.stdout, 'data')) as [Buffer]
  return { lab, mark, trial: Number(line.toString()) }
}

function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'lockstep-test-'))
}

test('killing the lab ends every process of its trial within two seconds, also those that left their group', async () => {
  const home = newHome()
  const { lab, mark } = await startLab(home)
  expect(
    await eventually(
      () => processesWith(mark),
      ({ length }) => length === familySize,
      20_000,
    ),
  ).toHaveLength(familySize)
  lab.kill('SIGKILL')
  expect(
    await eventually(
      () => processesWith(mark),
      ({ length }) => length === 0,
      2000,
    ),
  ).toEqual([])
  expect(
    await eventually(
      () => readdirSync(join(home, 'live')),
      ({ length }) => length === 0,
      2000,
    ),
  ).toEqual([])
})

test('a reaper that was killed is started again, and knows what it is to end', async () => {
  const { lab, mark } = await startLab(newHome())
  const first = reaperOf(lab)
  process.kill(first, 'SIGKILL')
  const second = await eventually(
    () => reapersOf(lab).find((pid) => pid !== first),
    (pid) => pid !== undefined,
    5000,
  )
  expect(second).toBeDefined()
  lab.kill('SIGKILL')
  expect(
    await eventually(
      () => processesWith(mark),
      ({ length }) => length === 0,
      3000,
    ),
  ).toEqual([])
})

test('a reaper that was stopped goes on with the next group, and keeps no lab from closing', async () => {
  const reaper = Reaper.start({
    nodePath: process.execPath,
    program: programs.reaper,
    labId: 'stopped',
    home: newHome(),
  })
  const pid = reaper.pid ?? 0
  const stop = async (): Promise<void> => {
    process.kill(pid, 'SIGSTOP')
    await eventually(
      () => readStat(pid)?.state,
      (state) => state === 'T',
      5000,
    )
  }
  await stop()
  reaper.watch(2 ** 22 + 1)
  expect(
    await eventually(
      () => readStat(pid)?.state,
      (state) => state !== 'T',
      5000,
    ),
  ).not.toBe('T')
  reaper.release(2 ** 22 + 1)
  await stop()
  await reaper.close()
  expect(isAlive(pid)).toBe(false)
})

test('what a lab and its reaper left running is ended at the next start', async () => {
  const home = newHome()
  const { lab, mark, trial } = await startLab(home)
  await eventually(
    () => processesWith(mark),
    ({ length }) => length === familySize,
    20_000,
  )
  const reaper = reaperOf(lab)
  // it would start a new one
  lab.kill('SIGSTOP')
  process.kill(reaper, 'SIGKILL')
  lab.kill('SIGKILL')
  await ends(lab.pid ?? 0, 2000)
  expect(isAlive(trial)).toBe(true)
  expect(sweepJournals(home)).toEqual([trial])
  expect(await ends(trial, 2000)).toBe(true)
  expect(readdirSync(join(home, 'live'))).toEqual([])
})

test('a process that only has the pid of a former trial is left alone', async () => {
  const home = newHome()
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' })
  await once(bystander, 'spawn')
  const pgid = bystander.pid ?? 0
  const { host, boot, pids } = thisPlace()
  const entries = [
    { place: { host, boot, pids }, start: '12345', isOurs: true },
    { place: { host, boot: 'earlier', pids }, start: startTicks(pgid), isOurs: true },
    { place: { host: 'another', boot, pids }, start: startTicks(pgid), isOurs: false },
    { place: { host: 'another', boot: 'earlier', pids }, start: startTicks(pgid), isOurs: false },
    { place: { host, boot, pids: '1' }, start: startTicks(pgid), isOurs: false },
  ]
  for (const { place, start, isOurs } of entries) {
    const { path } = writeJournal(home, { pid: 1, start: '0' }, [{ pgid, start }], place)
    expect(sweepJournals(home)).toEqual([])
    expect(existsSync(path)).toBe(!isOurs)
  }
  expect(isAlive(pgid)).toBe(true)
  bystander.kill('SIGKILL')
})

test.each(['pipe', 'folder', 'device'])('a journal that is a %s holds up no start', (kind) => {
  const home = newHome()
  const { path } = writeJournal(home, { pid: 1, start: '0' }, [])
  rmSync(path)
  if (kind === 'pipe') execFileSync('mkfifo', [path])
  if (kind === 'folder') mkdirSync(path)
  if (kind === 'device') symlinkSync('/dev/zero', path)
  expect(sweepJournals(home)).toEqual([])
  new Journal(home, 'next').add(process.pid)
  expect(readdirSync(join(home, 'live'))).toContainEqual(expect.stringMatching(/\.next\.json$/))
})

test('a lab starts without a journal where something else has the name of its folder', () => {
  const home = newHome()
  writeFileSync(join(home, 'live'), '')
  expect(sweepJournals(home)).toEqual([])
  const journal = new Journal(home, 'next')
  journal.add(process.pid)
  expect(journal.path).toBe('')
})

test('a lab that has ended counts as ended, also where nobody has asked yet how', async () => {
  const home = newHome()
  // the shell starts a child that ends at once, and becomes a program that never waits for it
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const pid = Number(line.toString())
  expect(await ends(pid, 5000)).toBe(true)
  const trial = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' })
  await once(trial, 'spawn')
  const pgid = trial.pid ?? 0
  const groups = [{ pgid, start: startTicks(pgid) }]
  writeJournal(home, { pid, start: startTicks(pid) }, groups)
  expect(startTicks(pid)).not.toBeNull()
  expect(sweepJournals(home)).toEqual([pgid])
  parent.kill('SIGKILL')
})

test('the journal of a lab that still runs is left alone', () => {
  const home = newHome()
  const { path } = writeJournal(home, { pid: process.pid, start: startTicks(process.pid) }, [])
  expect(sweepJournals(home)).toEqual([])
  expect(existsSync(path)).toBe(true)
})

function writeJournal(
  home: string,
  lab: { readonly pid: number; readonly start: string | null },
  groups: readonly object[],
  { host, boot, pids } = thisPlace(),
): { path: string } {
  mkdirSync(join(home, 'live'), { recursive: true, mode: 0o700 })
  const path = join(home, 'live', `${[host, boot, pids, lab.pid, lab.start].join('.')}.a-lab.json`)
  writeFileSync(path, JSON.stringify({ boot, groups }))
  return { path }
}

/** The lab's child that is not its trial: the reaper keeps out of the environment's mark. */
function reaperOf(lab: ChildProcess): number {
  const [reaper] = reapersOf(lab)
  if (reaper === undefined) throw new Error('the lab has no reaper')
  return reaper
}

function reapersOf(lab: ChildProcess): readonly number[] {
  const children = readFileSync(`/proc/${String(lab.pid)}/task/${String(lab.pid)}/children`, 'utf8')
  return children
    .split(' ')
    .map(Number)
    .filter((pid) => pid > 0 && commandOf(pid).includes('reaper'))
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
}

function startTicks(pid: number): string | null {
  return readStat(pid)?.startTicks ?? null
}
