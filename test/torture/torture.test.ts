import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, processesWith } from '../main/processes-of-lab.ts'
import { smallDisk } from '../main/small-disk.ts'
import { faultTable } from './fault-table.ts'
import { kills } from './kills.ts'
import { faultsBetweenTrials, faultsOfExports, faultsOfWriting } from './lab-faults.ts'
import { mutatedCalls, mutatedExperiments, mutatedSessions } from './mutations.ts'
import { Tally } from './tally.ts'
import { makeRack, TortureLab } from './torture-lab.ts'
import { trialFaults } from './trial-faults.ts'
import { faultsOfTheLab, twoLabs } from './whole-labs.ts'

/** `npm run torture`; in `npm test` a short form runs. */
const whole = process.env['LOCKSTEP_TORTURE'] === 'whole'
const patience = whole ? 900_000 : 120_000
const [files, sessions, calls, killed] = whole ? [10_000, 2000, 10_000, 200] : [300, 60, 300, 2]

const mark = randomUUID()
const folder = mkdtempSync(join(tmpdir(), 'lockstep-torture-'))
const temporary = join(folder, 'tmp')
const home = join(folder, 'home')
const tally = new Tally()
let torture: TortureLab

beforeAll(async () => {
  // what the lab and its programs lay down for a while comes here
  mkdirSync(temporary)
  process.env['TMPDIR'] = temporary
  process.env['LOCKSTEP_TORTURED'] = mark
  torture = await TortureLab.open(makeRack(join(folder, 'rack')), home)
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a part of the torture, after which nothing may have been lost. */
function part(title: string, run: () => Promise<void>): void {
  test(title, run, patience)
}

part('an experiment file is read or refused with reasons, whatever is in it', () => mutatedExperiments(files, tally))

part('a session file is read or told as unreadable, whatever is in it', () =>
  mutatedSessions(torture.lab, home, sessions, tally),
)

part('a window may send anything: the lab answers the next call', () => mutatedCalls(torture.lab, calls, tally))

part('a fault in one trial is that trial’s outcome alone', () => trialFaults(torture, tally, whole))

part('a run goes on when its surroundings fail between two trials', () => faultsBetweenTrials(torture, tally))

part('an export that fails says so, and the old file stays', async () => {
  await faultsOfExports(folder, disk(), tally)
})

part('a run whose disk is full or read only says so, and the next one is measured', async () => {
  const open = (ownHome: string) => TortureLab.open(makeRack(join(folder, 'rack of the disk')), ownHome)
  await faultsOfWriting(open, disk(), tally)
})

part('a lab that is stopped for a while, or that nobody reads, comes to its end', () => faultsOfTheLab(folder, tally))

part('two labs share a data folder', () => twoLabs(folder, tally))

part('a run that is killed at any moment is resumed to what its seed planned', () => kills(folder, killed, tally))

test('nothing is lost, no process is left, and no file', async () => {
  await torture.lab.close()
  const orphans = (): number[] => processesWith(`LOCKSTEP_TORTURED=${mark}`)
  const left = await eventually(orphans, (pids) => pids.length === 0, 5000)
  const running = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /[/\\]live[/\\]./.test(path),
  )
  const files = [...readdirSync(temporary), ...running]
  console.log(
    `tried ${tally.tried}, survived ${tally.tried - tally.lost.length}, lost ${tally.lost.length}, orphans ${left.length}, left files ${files.length}`,
  )
  expect({ lost: tally.lost, orphans: left, files }).toEqual({ lost: [], orphans: [], files: [] })
})

test('test/README.md has the table of what is tried', () => {
  expect(readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8')).toContain(faultTable())
})

function disk(): string | null {
  const mounted = smallDisk(512 * 1024)
  if (mounted === null)
    console.log('not tried, since it takes root on Linux: a full disk, and one that can be read only')
  return mounted
}
