import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { resultDocument } from '../../../../experiments/core/report/result-document.ts'
import { countedTrials } from '../../../../experiments/core/session/counted-trials.ts'
import type { SessionHeader, SessionRecord } from '../../../../experiments/core/session/session.ts'
import { readSession } from '../../../../main/store/reading/session-reader.ts'
import { SessionFileError, SessionWriter } from '../../../../main/store/session-writer.ts'
import { header } from '../../../../testbed/scenes/session.ts'
import { processesWith } from '../../processes-of-lab.ts'
import { diskBytes, fill, noDisk, smallDisk } from '../../small-disk.ts'
import { startLockstep, temporaryFolder } from './lockstep.ts'

/** Looks at the machine so often that its session grows by some kilobytes a second. */
function chatty(): string {
  const path = join(temporaryFolder(), 'chatty.yaml')
  const workload = 'workload: { kernel: primes, size: 100, tasks: 4 }\nseries: [node/threads]\nworkers: [2]\n'
  const rounds = 'warmup: 0\nlaps: 1\nrounds: 1000\nsampling: 20ms\n'
  writeFileSync(path, `lockstep: 1\ntitle: Chatty\n${workload}${rounds}`)
  return path
}

async function expectFailedSession(home: string, limit: { fileBytes?: number }, cause: RegExp): Promise<void> {
  const started = startLockstep(['run', chatty(), '--json'], { home, ...limit })
  const { code, signal, stdout, stderr } = await started.ended
  expect([code, signal]).toEqual([1, null])
  expect(stderr).toMatch(cause)
  expect(processesWith(`LOCKSTEP_HOME=${home}`)).toEqual([])
  const result = JSON.parse(stdout) as ReturnType<typeof resultDocument>
  expect(result.complete).toBe(false)
  expect(result.warnings.at(-1)).toMatchObject({ kind: 'failed', message: expect.stringMatching(cause) })
  // a disturbed trial is repeated within its round, and left out where its condition has enough others
  const counted = countedTrials(await readSession(result.session))
  expect(counted.length).toBeGreaterThan(0)
  expect(result.curves.flatMap(({ points }) => points).reduce((sum, { rounds }) => sum + rounds, 0)).toBe(
    counted.length,
  )
}

test('a run that fills the disk ends as failed, says so, and keeps what it measured', async ({ skip }) => {
  const disk = smallDisk()
  if (disk === null) return skip(noDisk)
  await expectFailedSession(join(disk, 'home'), {}, /cannot be written: ENOSPC.*what was measured so far is in it/)
}, 120_000)

test('a run whose session outgrows what a file may be ends as failed, says so, and keeps what it measured', async ({
  skip,
}) => {
  if (process.platform === 'win32') return skip('Windows has no limit on the size of files')
  const limit = { fileBytes: diskBytes }
  await expectFailedSession(temporaryFolder(), limit, /cannot be written: EFBIG.*what was measured so far is in it/)
}, 120_000)

test('a run on a disk that is full from the start ends with the cause, and leaves no empty session', async ({
  skip,
}) => {
  const disk = smallDisk()
  if (disk === null) return skip(noDisk)
  const sessions = join(disk, 'home', 'sessions')
  for (const folder of [sessions, join(disk, 'home', 'live')]) mkdirSync(folder, { recursive: true })
  fill(disk)
  const { code, stdout, stderr } = await startLockstep(['run', chatty(), '--json'], { home: join(disk, 'home') }).ended
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^lockstep: .*cannot be written: ENOSPC.*nothing was measured yet; free space/m)
  expect(readdirSync(sessions)).toEqual([])
  expect(processesWith(`LOCKSTEP_HOME=${join(disk, 'home')}`)).toEqual([])
})

test('a record that a full disk cut off is not glued to the next one, when there is room again', async ({ skip }) => {
  const disk = smallDisk()
  if (disk === null) return skip(noDisk)
  const first: SessionHeader = header('full')
  const warning: SessionRecord = { record: 'warning', atMs: 1, kind: 'plan', message: 'x'.repeat(10_000) }
  const writer = SessionWriter.create(disk, new Date(), 'full')
  writer.write(first)
  fill(disk)
  expect(() => {
    writer.write(warning)
  }).toThrow(SessionFileError)
  rmSync(join(disk, 'filling'))
  writer.write(warning)
  writer.close()
  expect(await readSession(writer.path)).toMatchObject({ header: first, warnings: [warning] })
})
