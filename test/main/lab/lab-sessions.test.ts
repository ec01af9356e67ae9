import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SessionRecord } from '../../../experiments/core/session/session.ts'
import { createLab, type Lab } from '../../../main/lab/lab.ts'
import type { FilePosition } from '../../../preload/contract.ts'
import { end, header, warning, writeSession } from '../store/made-up-session.ts'
import { programs } from '../trial-programs/trial-harness.ts'

const home = mkdtempSync(join(tmpdir(), 'lockstep-sessions-'))
const sessions = join(home, 'sessions')
let lab: Lab

beforeAll(async () => {
  lab = await createLab({
    version: '0.1.0',
    shell: 'terminal',
    dialogs: null,
    home,
    programs,
    nodePath: process.execPath,
  })
})
beforeEach(() => {
  rmSync(sessions, { recursive: true, force: true })
})
afterAll(async () => {
  await lab.close()
  rmSync(home, { recursive: true })
})

async function recordsOf(sessionId: string): Promise<readonly SessionRecord[]> {
  const records: SessionRecord[] = []
  for (let from: FilePosition | null | undefined; from !== null;) {
    const part = await lab.api.session(sessionId, from ?? null)
    records.push(...part.records)
    from = part.next
  }
  return records
}

test('a lab that has measured nothing yet lists no sessions', async () => {
  expect(await lab.api.sessions()).toEqual([])
})

test('the list says of each session what it measured, and whether it has come to its end', async () => {
  const whole = writeSession(sessions, [header, warning, end])
  const cut = writeSession(sessions, [header, warning])
  writeFileSync(join(sessions, 'notes.lockstep'), 'dear diary\n')
  const { id: experimentId, title } = header.experiment
  const about = {
    ...{ experimentId, title, startedAt: header.startedAt, name: '', note: '', kind: 'full', verdicts: [] },
    ...{ machine: 'bench-3, 8 cores', readOnly: false },
  }
  const listed = await lab.api.sessions()
  expect(listed).toHaveLength(3)
  expect(listed).toContainEqual({ id: whole.id, path: whole.path, ...about, state: 'complete', problem: null })
  expect(listed).toContainEqual({ id: cut.id, path: cut.path, ...about, state: 'unfinished', problem: null })
  const problem = expect.stringContaining('notes.lockstep') as string
  expect(listed).toContainEqual(expect.objectContaining({ id: 'notes', state: 'unreadable', problem }))
})

test('a session is opened record by record; a last line that a crash cut off is left out', async () => {
  const { id, path } = writeSession(sessions, [header, warning])
  appendFileSync(path, JSON.stringify(end).slice(0, 30))
  expect(await recordsOf(id)).toEqual([header, warning])
})

test('a bad line in the middle of a session is lost alone, and a warning names it', async () => {
  const { id, path } = writeSession(sessions, [header])
  appendFileSync(path, `{"record":"lap"}\n${JSON.stringify(end)}\n`)
  const records = await recordsOf(id)
  expect(records).toEqual(expect.arrayContaining([header, end]))
  expect(records).toContainEqual(
    expect.objectContaining({ kind: 'damaged', message: expect.stringContaining('line 2') as string }),
  )
})

test('a session of a newer format is refused with what to do', async () => {
  const { id } = writeSession(sessions, [{ ...header, format: 2 }])
  await expect(recordsOf(id)).rejects.toThrow('has format 2; this Lockstep reads up to 1: update Lockstep')
})

test.each(['../outside', 'a/b', 'a\\b', '..', '.'])(
  '%s is no id of a session: it would lead out of the folder',
  async (id) => {
    writeFileSync(join(home, 'outside.lockstep'), JSON.stringify(header))
    await expect(recordsOf(id)).rejects.toThrow('is no session')
    await expect(lab.api.export({ sessionId: id, format: { kind: 'session' }, view: {} })).rejects.toThrow(
      'is no session',
    )
  },
)

test('a session that is not there is an error that names it', async () => {
  await expect(recordsOf('gone')).rejects.toThrow(`there is no session gone in ${sessions}`)
})

test('a session that runs can be opened: it has its records so far, and is over when it is cancelled', async () => {
  const written: SessionRecord[] = []
  const unsubscribe = lab.subscribe({
    records: (_id, records) => written.push(...records),
    progress: () => undefined,
    sample: () => undefined,
  })
  const overrides = { quick: true, series: ['node/threads'], workers: ['1'] }
  const started = await lab.api.start({ experiment: { kind: 'catalog', id: 'cpu-bound' }, overrides, trusted: [] })
  if (started.kind !== 'started') throw new Error(`the run did not start: ${started.kind}`)
  expect(await recordsOf(started.sessionId)).toEqual([])
  await expect.poll(() => written.some(({ record }) => record === 'trial'), { timeout: 30_000 }).toBe(true)
  expect(await lab.api.sessions()).toMatchObject([{ id: started.sessionId, state: 'running' }])
  const before = written.length
  const opened = await recordsOf(started.sessionId)
  expect(opened.length).toBeGreaterThanOrEqual(before)
  expect(opened).toEqual(written.slice(0, opened.length))
  await lab.api.cancel(started.sessionId)
  await expect.poll(() => written.at(-1)?.record, { timeout: 30_000 }).toBe('end')
  expect(await recordsOf(started.sessionId)).toEqual(written)
  unsubscribe()
})

test('a session is named, noted, thrown away and brought back, and every window hears of it', async () => {
  const { id } = writeSession(sessions, [header, end])
  let heard = 0
  const unsubscribe = lab.subscribe({
    records: () => undefined,
    progress: () => undefined,
    sample: () => undefined,
    sessionsChanged: () => heard++,
  })
  await lab.api.renameSession(id, ' browser closed ')
  await lab.api.noteSession(id, 'rounds differ by 40%')
  expect(await lab.api.sessions()).toMatchObject([{ name: 'browser closed', note: 'rounds differ by 40%' }])
  await lab.api.trashSession(id)
  expect(await lab.api.sessions()).toEqual([])
  await lab.api.restoreSession(id)
  expect(await lab.api.sessions()).toMatchObject([{ id, name: 'browser closed', state: 'complete' }])
  expect(heard).toBe(4)
  unsubscribe()
})

test("somebody else's session is listed with its machine, and cannot be changed or resumed", async () => {
  const sent = join(home, 'sent')
  const { path } = writeSession(sent, [header, end])
  const id = await lab.api.openSession({ kind: 'file', path })
  expect(await lab.api.sessions()).toMatchObject([{ id, machine: 'bench-3, 8 cores', readOnly: true }])
  await expect(lab.api.renameSession(id, 'mine')).rejects.toThrow(/came from elsewhere.*read only/)
  expect(() => lab.api.resume({ sessionId: id, trusted: [] })).toThrow(/came from elsewhere/)
  await lab.api.trashSession(id)
  expect(await lab.api.sessions()).toEqual([])
})

test('a session that is named while it is calibrated, and again while it runs, keeps the newer name to its end', async () => {
  const text = `lockstep: 1
title: Mine
workload: { kernel: primes, size: 100, tasks: 2 }
series: [node/serial]
baseline: none
warmup: 0
laps: 1
rounds: 2
`
  const ended = new Promise<void>((resolve) => {
    lab.subscribe({
      records: (id, records) => {
        if (records.some(({ record }) => record === 'trial')) void lab.api.renameSession(id, 'newer')
        if (records.some(({ record }) => record === 'end')) resolve()
      },
      progress: () => undefined,
      sample: () => undefined,
    })
  })
  const started = await lab.api.start({
    experiment: { kind: 'text', name: 'mine.yaml', text },
    overrides: {},
    trusted: [],
  })
  if (started.kind !== 'started') throw new Error(started.kind)
  await lab.api.renameSession(started.sessionId, 'early')
  await lab.api.noteSession(started.sessionId, 'noted early')
  await ended
  expect(await lab.api.sessions()).toMatchObject([{ state: 'complete', name: 'newer', note: 'noted early' }])
  const records = await recordsOf(started.sessionId)
  expect(records.at(-1)?.record).toBe('end')
})
