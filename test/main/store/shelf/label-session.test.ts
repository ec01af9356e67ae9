import { appendFileSync, readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { SessionRecord } from '../../../../experiments/core/session/session.ts'
import { SessionHold } from '../../../../main/store/session-hold.ts'
import { listSessions } from '../../../../main/store/reading/session-list.ts'
import { readSession } from '../../../../main/store/reading/session-reader.ts'
import { labelSession } from '../../../../main/store/shelf/label-session.ts'
import { fill, noDisk, smallDisk } from '../../small-disk.ts'
import { end, header, temporaryFolder, warning, writeSession } from '../made-up-session.ts'

async function listed(folder: string) {
  const [session] = await listSessions(folder)
  return session?.kind === 'session' ? session : null
}

test('a name and a note are appended, and the last line of a session that is over stays its end', async () => {
  const folder = temporaryFolder()
  const { path } = writeSession(folder, [header, warning, end])
  const before = readFileSync(path, 'utf8')
  await labelSession(path, { name: 'everything else closed' })
  await labelSession(path, { note: 'grüße\nund mehr' })
  const after = readFileSync(path, 'utf8')
  expect(after.startsWith(before)).toBe(true)
  expect(JSON.parse(after.trimEnd().split('\n').at(-1) ?? '')).toEqual(end)
  const about = { name: 'everything else closed', note: 'grüße\nund mehr' }
  expect(await listed(folder)).toMatchObject({ end, label: about })
  expect(await readSession(path)).toMatchObject({ end, label: about, warnings: [warning] })
})

test('an empty name takes the name away and leaves the note', async () => {
  const folder = temporaryFolder()
  const { path } = writeSession(folder, [header, end])
  await labelSession(path, { name: 'first', note: 'kept' })
  await labelSession(path, { name: '' })
  expect(await listed(folder)).toMatchObject({ label: { name: '', note: 'kept' } })
})

test('long notes written many times hide neither the end nor the verdicts from the list', async () => {
  const folder = temporaryFolder()
  const claim: SessionRecord = { record: 'claim', id: 'process-killable', verdict: 'confirmed', why: '', runtimes: [] }
  const { path } = writeSession(folder, [header, claim, end])
  for (let time = 0; time < 60; time++) await labelSession(path, { note: `${'ü'.repeat(1900)} ${time}` })
  const session = await listed(folder)
  expect(session?.claims).toEqual([claim])
  expect(session?.label?.note).toMatch(/ 59$/)
  expect(session?.end).toEqual(end)
})

test('a session that was named while it ran, and whose lab died, is listed by its name', async () => {
  const folder = temporaryFolder()
  const label: SessionRecord = { record: 'label', at: header.startedAt, name: 'named early', note: '' }
  const sample: SessionRecord = {
    ...{ record: 'sample', atMs: 1, cores: [0.5], memory: { usedBytes: 1, totalBytes: 2 }, processes: [], costMs: 0 },
  }
  writeSession(folder, [header, label, ...Array.from({ length: 20_000 }, () => sample)])
  expect(await listed(folder)).toMatchObject({ end: null, label })
})

test('a last line that a crash cut off is mended before a label follows it', async () => {
  const folder = temporaryFolder()
  const { path } = writeSession(folder, [header, warning])
  appendFileSync(path, JSON.stringify(end).slice(0, 20))
  await labelSession(path, { name: 'cut off' })
  expect(await readSession(path)).toMatchObject({ warnings: [warning], label: { name: 'cut off' }, end: null })
})

test('a session that a lab is writing to is not labelled by another', async () => {
  const { path } = writeSession(temporaryFolder(), [header, end])
  const hold = SessionHold.take(path)
  await expect(labelSession(path, { name: 'mine' })).rejects.toThrow(/is being measured by process/)
  hold.release()
})

test('on a full disk the session keeps all that it had, and the message says so', async ({ skip }) => {
  const disk = smallDisk()
  if (disk === null) return skip(noDisk)
  const { path } = writeSession(disk, [header, warning, end])
  fill(disk)
  const before = readFileSync(path)
  await expect(labelSession(path, { note: 'x'.repeat(2000) })).rejects.toThrow(/ENOSPC|no space/)
  expect(readFileSync(path).subarray(0, before.length)).toEqual(before)
  expect(await readSession(path)).toMatchObject({ end, warnings: [warning] })
  expect(statSync(path).size).toBeGreaterThanOrEqual(before.length)
})
