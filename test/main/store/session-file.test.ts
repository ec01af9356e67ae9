import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foldSession } from '../../../experiments/core/session/session-fold.ts'
import type { SampleRecord } from '../../../experiments/core/session/sample.ts'
import type { SessionRecord } from '../../../experiments/core/session/session.ts'
import { listSessions } from '../../../main/store/reading/session-list.ts'
import { readSession } from '../../../main/store/reading/session-reader.ts'
import { SessionWriter } from '../../../main/store/session-writer.ts'
import { sampleAt } from '../../../testbed/scenes/session.ts'
import { madeUpHeader } from '../../../testbed/sessions/header.ts'

const header = madeUpHeader({ id: 'x', experiment: { id: 'mine', title: 'Mine' } })
const warning: SessionRecord = { record: 'warning', atMs: 1, kind: 'plan', message: 'grüße\nund mehr' }
const end: SessionRecord = { record: 'end', atMs: 2, reason: 'complete', message: 'done' }

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'lockstep-test-'))
}

function write(into: string, records: readonly SessionRecord[]): SessionWriter {
  const writer = SessionWriter.create(into, new Date('2026-11-23T10:00:00Z'), 'mine')
  for (const record of records) writer.write(record)
  writer.close()
  return writer
}

test('what is written is read again, record by record', async () => {
  const { path } = write(folder(), [header, warning, end])
  expect(await readSession(path)).toEqual([header, warning, end])
})

test('two sessions of one second get two files', () => {
  const into = folder()
  expect(write(into, [header]).path).not.toBe(write(into, [header]).path)
})

test('each record is on disk as soon as it is written', () => {
  const writer = SessionWriter.create(folder(), new Date(), 'mine')
  writer.write(header)
  expect(readFileSync(writer.path, 'utf8')).toBe(`${JSON.stringify(header)}\n`)
  writer.close()
})

test('a last line that a crash cut off is left out', async () => {
  const { path } = write(folder(), [header, warning])
  appendFileSync(path, JSON.stringify(end).slice(0, 20))
  expect(await readSession(path)).toEqual([header, warning])
})

test('a bad line in the middle is an error that names the line', async () => {
  const { path } = write(folder(), [header])
  appendFileSync(path, '{"record":"lap"}\n')
  appendFileSync(path, `${JSON.stringify(end)}\n`)
  await expect(readSession(path)).rejects.toThrow(`${path}:2: is no record of a session`)
})

test('a session of a newer format is refused with what to do', async () => {
  const { path } = write(folder(), [{ ...header, format: 2 }])
  await expect(readSession(path)).rejects.toThrow('update Lockstep')
})

test('a file that is no session is refused', async () => {
  const path = join(folder(), 'notes.lockstep')
  writeFileSync(path, 'dear diary\n')
  await expect(readSession(path)).rejects.toThrow('its first line is no header')
})

test('the list of sessions tells the finished from the unfinished and leaves out other files', async () => {
  const into = folder()
  const finished = write(into, [header, end])
  const unfinished = write(into, [header, warning])
  writeFileSync(join(into, 'notes.lockstep'), 'dear diary\n')
  const states = Object.fromEntries((await listSessions(into)).map(({ id, end }) => [id, end?.reason ?? 'unfinished']))
  expect(states).toEqual({ [finished.id]: 'complete', [unfinished.id]: 'unfinished' })
})

test('of a long session the samples are thinned, the same as if each had been read as JSON; all else is kept', async () => {
  const samples = Array.from({ length: 6000 }, (_, index): SessionRecord => sampleAt(index * 100, 1 + (index % 7)))
  const { path } = write(folder(), [header, ...samples.slice(0, 4000), warning, ...samples.slice(4000), end])
  const read = await readSession(path)
  expect(read.filter(({ record }) => record !== 'sample')).toEqual([header, warning, end])
  const thinned = foldSession([header, ...samples]).samples
  const found = read.filter(({ record }) => record === 'sample')
  expect(found.length).toBe(thinned.length)
  expect(found.length).toBeLessThanOrEqual(2400)
  for (const [index, { cores, ...rest }] of thinned.entries()) {
    const { cores: readCores, ...readRest } = found[index] as SampleRecord
    expect(readRest).toEqual({ ...rest, costMs: expect.closeTo(rest.costMs, 9) })
    expect(readCores).toEqual(cores.map((load) => expect.closeTo(load, 9) as number))
  }
})

test('lines longer than what is read at once are read whole', async () => {
  const long: SessionRecord = { ...warning, message: 'x'.repeat(9_000_000) }
  const { path } = write(folder(), [header, long, end])
  expect(await readSession(path)).toEqual([header, long, end])
})
