import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { longSession } from '../../../../testbed/sessions/long-session.ts'
import { foldSession } from '../../../../testbed/sessions/fold-session.ts'
import type { SessionRecord } from '../../../../experiments/core/session/session.ts'
import { readPart, readSession } from '../../../../main/store/reading/session-reader.ts'
import type { FilePosition } from '../../../../preload/contract.ts'
import { end, header, temporaryFolder, warning, writeSession } from '../made-up-session.ts'

function fileOf(text: string): string {
  const path = join(temporaryFolder(), 'x.lockstep')
  writeFileSync(path, text)
  return path
}

function linesOf(records: Iterable<SessionRecord>): string {
  return [...records].map((record) => `${JSON.stringify(record)}\n`).join('')
}

test('what is written is read again, record by record', async () => {
  const { path } = writeSession(temporaryFolder(), [header, warning, end])
  expect(await readPart(path)).toEqual({ records: [header, warning, end], next: null, share: 1 })
  expect(await readSession(path)).toEqual(foldSession([header, warning, end]))
})

test('a long session is read part by part, each record once and in order', async () => {
  const records = [...longSession({ rounds: 10, thinned: false })]
  const path = fileOf(linesOf(records))
  const read: SessionRecord[] = []
  const shares: number[] = []
  for (let from: FilePosition | null | undefined; from !== null;) {
    const part = await readPart(path, from)
    read.push(...part.records)
    shares.push(part.share)
    from = part.next
  }
  expect(read).toEqual(records)
  expect(shares.length).toBeGreaterThan(3)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBe(1)
  expect(await readSession(path)).toEqual(foldSession(records))
})

test('others get their turn while a long session is read', async () => {
  const path = fileOf(linesOf(longSession({ rounds: 10, thinned: false })))
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  await readSession(path)
  clearInterval(timer)
  expect(turns).toBeGreaterThan(3)
})

test('a line that is longer than what is read at once is read whole', async () => {
  const long: SessionRecord = { ...warning, message: 'ä'.repeat(3_000_000) }
  const { path } = writeSession(temporaryFolder(), [header, long, end])
  expect((await readSession(path)).warnings).toEqual([long])
})

test.each(['', '\n'])('a last line that a crash cut off is left out, also where %j follows it', async (after) => {
  const { path } = writeSession(temporaryFolder(), [header, warning])
  appendFileSync(path, JSON.stringify(end).slice(0, 20) + after)
  expect((await readPart(path)).records).toEqual([header, warning])
})

test('a bad line in the middle is an error that names the line', async () => {
  const { path } = writeSession(temporaryFolder(), [header])
  appendFileSync(path, `{"record":"lap"}\n${linesOf([end])}`)
  await expect(readSession(path)).rejects.toThrow(`${path}:2: is no record of a session`)
})

test('the number of a bad line counts from the start of the file, also in a later part', async () => {
  const records = [...longSession({ rounds: 10, thinned: false })]
  const path = fileOf(`${linesOf(records)}no record\n${linesOf([end])}`)
  await expect(readSession(path)).rejects.toThrow(`${path}:${records.length + 1}: is no JSON`)
})

test('a session of a newer format is refused with what to do', async () => {
  const { path } = writeSession(temporaryFolder(), [{ ...header, format: 2 }])
  await expect(readSession(path)).rejects.toThrow('update Lockstep')
})

test.each([
  ['is empty', ''],
  ['holds one line of something else', 'dear diary\n'],
  ['lacks its header', linesOf([warning, end])],
])('a file that %s is refused: its first line is no header', async (_what, text) => {
  await expect(readSession(fileOf(text))).rejects.toThrow('its first line is no header')
})

test('a line that an older or another lab wrote comes out as the schema has it', async () => {
  const lock = { record: 'lock', trial: 0, lap: 2, holds: [[0, 1]], note: 'of another lab' }
  const { locks } = await readSession(fileOf(`${linesOf([header])}${JSON.stringify(lock)}\n`))
  expect(locks).toEqual([
    { record: 'lock', trial: 0, lap: 2, source: 'holds', holds: [[0, 1]], fromMs: null, toMs: null },
  ])
})
