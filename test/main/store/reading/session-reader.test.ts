import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { longSession } from '../../../../testbed/sessions/long-session.ts'
import { foldSession } from '../../../../testbed/sessions/fold-session.ts'
import type { SessionRecord, WarningRecord } from '../../../../experiments/core/session/session.ts'
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

function damageOf(warnings: readonly WarningRecord[]): readonly string[] {
  return warnings.filter(({ kind }) => kind === 'damaged').map(({ message }) => message)
}

test.each([
  ['is no record', '{"record":"lap"}', 'line 2 is no record of a session'],
  ['is no JSON', '\0\0\0', 'line 2 is no JSON'],
  ['is a second header', JSON.stringify(header), 'line 2 is a second header'],
  ['is empty', '', 'line 2 is no JSON'],
  ['is longer than any record', 'x'.repeat(40_000_000), 'line 2 is no JSON'],
])('a line in the middle that %s is lost alone, and a warning names it', async (_what, line, why) => {
  const path = fileOf(`${linesOf([header])}${line}\n${linesOf([warning, end])}`)
  const session = await readSession(path)
  expect(session).toMatchObject({ header, end })
  expect(session.warnings).toContainEqual(warning)
  expect(damageOf(session.warnings)).toEqual([expect.stringContaining(`1 line of the session's file cannot be read`)])
  expect(damageOf(session.warnings)[0]).toContain(why)
})

test('the number of a bad line counts from the start of the file, also in a later part', async () => {
  const records = [...longSession({ rounds: 10, thinned: false })]
  const path = fileOf(`${linesOf(records)}no record\n${linesOf([end])}`)
  expect(damageOf((await readSession(path)).warnings)).toEqual([
    expect.stringContaining(`line ${records.length + 1} is no JSON`),
  ])
})

test('many bad lines are one warning, which names the first and the last', async () => {
  const path = fileOf(`${linesOf([header])}${'\n'.repeat(5000)}${linesOf([end])}`)
  expect(damageOf((await readSession(path)).warnings)).toEqual([
    expect.stringMatching(/5,000 lines .*line 2 is no JSON.*line 4 .*; and 4,997 lines more, up to line 5001\.$/),
  ])
})

test('what is no file is refused by its kind', async () => {
  await expect(readSession(temporaryFolder())).rejects.toThrow('is a folder, not a file')
  await expect(readSession('/dev/zero')).rejects.toThrow('is a device, not a file')
})

test('a session of a newer format is refused with what to do', async () => {
  const { path } = writeSession(temporaryFolder(), [{ ...header, format: 2 }])
  await expect(readSession(path)).rejects.toThrow('update Lockstep')
})

test.each([
  ['is empty', '', 'is empty'],
  ['holds one line of something else', 'dear diary\n', 'its first line is no header: it is no JSON'],
  [
    'lacks its header',
    linesOf([warning, end]),
    'its first line is no header: it is a record of another kind (warning)',
  ],
])('a file that %s is refused with the reason', async (_what, text, why) => {
  await expect(readSession(fileOf(text))).rejects.toThrow(why)
})

test('a line that an older or another lab wrote comes out as the schema has it', async () => {
  const lock = { record: 'lock', trial: 0, lap: 2, holds: [[0, 1]], note: 'of another lab' }
  const { locks } = await readSession(fileOf(`${linesOf([header])}${JSON.stringify(lock)}\n`))
  expect(locks).toEqual([
    { record: 'lock', trial: 0, lap: 2, source: 'holds', holds: [[0, 1]], fromMs: null, toMs: null },
  ])
})
