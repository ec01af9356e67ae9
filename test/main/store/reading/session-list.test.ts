import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listSessions } from '../../../../main/store/reading/session-list.ts'
import { end, header, temporaryFolder, warning, writeSession } from '../made-up-session.ts'

test('the list says which sessions have ended, newest first, and leaves out other files', async () => {
  const folder = temporaryFolder()
  const older = writeSession(folder, [header, warning, end])
  const newer = writeSession(folder, [header, warning], '2026-11-23T10:00:01Z')
  writeFileSync(join(folder, 'notes.lockstep'), 'dear diary\n')
  const sessions = await listSessions(folder)
  expect(sessions.map(({ id, end }) => [id, end?.reason ?? null])).toEqual([
    [newer.id, null],
    [older.id, 'complete'],
  ])
})

test('a session whose header and whose last record are longer than usual is listed all the same', async () => {
  const folder = temporaryFolder()
  const long = 'x'.repeat(100_000)
  const experiment = { ...header.experiment, definition: { explanation: long } }
  writeSession(folder, [
    { ...header, experiment },
    { ...end, message: long },
  ])
  const [session] = await listSessions(folder)
  expect(session?.header.experiment).toEqual(experiment)
})

test('a folder that is not there holds no sessions', async () => {
  expect(await listSessions(join(temporaryFolder(), 'none'))).toEqual([])
})
