import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createLab } from '../../../main/lab/lab.ts'
import { chooseForGood } from '../../../main/runtimes/runtime-settings.ts'
import { labHome } from '../../../main/store/home.ts'
import { foreignHand, makeOwnFolder } from '../../../main/store/own-folder.ts'
import { RecentFiles } from '../../../main/store/recent-files.ts'
import { SessionWriter } from '../../../main/store/session-writer.ts'
import { TrialLog } from '../../../main/store/trial-log.ts'
import { Journal } from '../../../main/reaper/journal.ts'
import { programs } from '../trial-programs/trial-harness.ts'
import { header } from './made-up-session.ts'

// Windows keeps a person's folders from others by access lists; it has no such modes.
const here = test.skipIf(process.platform === 'win32')

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-own-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return folder
}

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}

/** Runs `what` in a process that keeps nothing from anybody by itself. */
function underUmask(umask: number, what: () => void): void {
  const before = process.umask(umask)
  try {
    what()
  } finally {
    process.umask(before)
  }
}

here.each([0o000, 0o022, 0o077])('under umask %i all that the lab writes is for its owner alone', async (umask) => {
  const home = join(temporaryFolder(), 'data', 'lockstep')
  const sessions = join(home, 'sessions')
  underUmask(umask, () => {
    makeOwnFolder(home)
    const writer = SessionWriter.create(sessions, new Date(0), 'cpu-bound')
    writer.write(header)
    writer.close()
    new TrialLog(join(sessions, 'a.log')).append('printed')
    new Journal(home, 'a-lab').add(process.pid)
  })
  // their writing waits for the disk, so that the umask of this process would be another by then
  await chooseForGood(home, 'cpython', '/usr/bin/python3')
  await new RecentFiles(home).add('/home/ada/mine.yaml')
  const all = readdirSync(home, { recursive: true, withFileTypes: true })
  const modes = all.map((one) => [one.isDirectory(), modeOf(join(one.parentPath, one.name))] as const)
  expect(modes.filter(([folder]) => folder)).toEqual([
    [true, '700'],
    [true, '700'],
  ])
  expect(modes.filter(([folder]) => !folder)).toEqual(Array.from({ length: 5 }, () => [false, '600']))
  expect(modeOf(home)).toBe('700')
})

here('a data folder that others could read is closed to them', () => {
  const home = temporaryFolder()
  chmodSync(home, 0o755)
  makeOwnFolder(home)
  expect(modeOf(home)).toBe('700')
})

here.each([0o777, 0o770, 0o702])(
  'a data folder of mode %i, to which others may write, is refused by name',
  async (mode) => {
    const home = join(temporaryFolder(), 'lockstep')
    mkdirSync(home)
    writeFileSync(join(home, 'settings.json'), '{}')
    chmodSync(home, mode)
    const refusal = `others may write to ${home} (mode ${mode.toString(8)}): look at what is in it, then take that from them with: chmod go-w "${home}"; or set LOCKSTEP_HOME`
    expect(() => labHome({ LOCKSTEP_HOME: home })).toThrow(refusal)
    const lab = createLab({
      version: '0',
      shell: 'terminal',
      dialogs: null,
      home,
      programs,
      nodePath: process.execPath,
    })
    await expect(lab).rejects.toThrow(refusal)
    expect(modeOf(home)).toBe(mode.toString(8))
  },
)

test('what belongs to another user is named, with both numbers', () => {
  expect(foreignHand('/data', { uid: 1001, mode: 0o40700 }, 1000)).toBe(
    '/data belongs to another user (number 1001, and you are 1000): look at what is in it, then make it yours with: chown 1000 "/data"',
  )
  expect(foreignHand('/data', { uid: 1000, mode: 0o40755 }, 1000)).toBeNull()
})

test('a data folder that is not there yet is no mistake', () => {
  const home = join(temporaryFolder(), 'none')
  expect(labHome({ LOCKSTEP_HOME: home })).toBe(home)
})
