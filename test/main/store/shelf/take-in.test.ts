import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readSession } from '../../../../main/store/reading/session-reader.ts'
import { SessionShelf } from '../../../../main/store/shelf/session-shelf.ts'
import { takeInFile, takeInUpload } from '../../../../main/store/shelf/take-in.ts'
import { end, header, temporaryFolder, warning, writeSession } from '../made-up-session.ts'

const machine = { ...header.machine, hostname: 'lab-7' }
const theirs = { ...header, machine }

function newShelf(): SessionShelf {
  return new SessionShelf(temporaryFolder())
}

function file(content: string): string {
  const path = join(temporaryFolder(), 'sent.lockstep')
  writeFileSync(path, content)
  return path
}

function lines(...records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('')
}

test("somebody's session is kept as a copy that has one name, however often it comes, by path and by upload", async () => {
  const shelf = newShelf()
  const { path } = writeSession(temporaryFolder(), [theirs, warning, end])
  const id = await takeInFile(shelf, path)
  expect(await takeInUpload(shelf, 'sent.lockstep', gzipSync(readFileSync(path)))).toBe(id)
  expect(readdirSync(shelf.opened)).toEqual([`${id}.lockstep`])
  expect(readFileSync(shelf.existing(id))).toEqual(readFileSync(path))
  expect(shelf.isReadOnly(shelf.path(id))).toBe(true)
})

test('a session of the data folder is no stranger: it is not copied', async () => {
  const shelf = newShelf()
  const { id, path } = writeSession(shelf.own, [header, end])
  expect(await takeInFile(shelf, path)).toBe(id)
  expect(existsSync(shelf.opened)).toBe(false)
})

const huge = 1e15
test.each([
  ['an empty file', '', /sent\.lockstep is empty/],
  ['something else', 'dear diary\n', /its first line is no header/],
  ['a later format', lines({ ...theirs, format: 99 }), /has format 99.*update Lockstep/],
  ['a billion cores', lines({ ...theirs, machine: { ...machine, cores: huge } }), /machine\.cores/],
  ['a billion workers', lines({ ...theirs, conditions: [{ ...theirs.conditions[0], workers: huge }] }), /workers/],
  ['half a worker', lines({ ...theirs, conditions: [{ ...theirs.conditions[0], workers: 0.5 }] }), /workers/],
  ['a million rounds', lines({ ...theirs, rounds: { min: 1, max: huge } }), /rounds\.max/],
  ['a number beyond numbers', lines(theirs).replace(/"seed":\d+/, '"seed":1e999'), /seed/],
  ['no date', lines({ ...theirs, startedAt: 'tomorrow' }), /startedAt/],
])('%s is refused with the file and the reason, and leaves nothing behind', async (_what, content, why) => {
  const shelf = newShelf()
  await expect(takeInFile(shelf, file(content))).rejects.toThrow(why)
  await expect(takeInUpload(shelf, 'sent.lockstep', gzipSync(content))).rejects.toThrow(/sent\.lockstep/)
  expect(readdirSync(shelf.opened)).toEqual([])
})

test('what is no file is refused: nothing waits for a pipe or reads a folder', async () => {
  const shelf = newShelf()
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'folder.lockstep'))
  symlinkSync('/dev/zero', join(folder, 'endless.lockstep'))
  await expect(takeInFile(shelf, join(folder, 'folder.lockstep'))).rejects.toThrow(/is a folder, not a file/)
  await expect(takeInFile(shelf, join(folder, 'endless.lockstep'))).rejects.toThrow(/is a device, not a file/)
  await expect(takeInFile(shelf, join(folder, 'none.lockstep'))).rejects.toThrow(/File not found: .*none\.lockstep/)
})

test('a small upload that unpacks to more than a session can be is refused', async () => {
  const part = gzipSync(Buffer.alloc(16 * 1024 * 1024), { level: 1 })
  const bomb = Buffer.concat(Array.from({ length: 17 }, () => part))
  await expect(takeInUpload(newShelf(), 'bomb.lockstep', bomb)).rejects.toThrow(/bomb\.lockstep did not arrive/)
})

test('bad lines of a session that came from elsewhere are left out with a warning', async () => {
  const shelf = newShelf()
  const content = `${lines(theirs)}{"record":"trial","round":${huge}}\n{"__proto__":{"x":1}}\n${lines(end)}`
  const id = await takeInFile(shelf, file(content))
  const session = await readSession(shelf.existing(id))
  expect(session.warnings).toMatchObject([{ kind: 'damaged' }])
  expect(session.end).toEqual(end)
})

test('an experiment id that is a path does not lead out of the folder', async () => {
  const shelf = newShelf()
  const experiment = { ...theirs.experiment, id: '../../../../tmp/evil' }
  const id = await takeInFile(shelf, file(lines({ ...theirs, experiment }, end)))
  expect(readdirSync(shelf.opened)).toEqual([`${id}.lockstep`])
})
