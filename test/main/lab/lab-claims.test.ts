import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foldSession } from '../../../testbed/sessions/fold-session.ts'
import type { SessionHeader, SessionRecord } from '../../../experiments/core/session/session.ts'
import type { RuntimeInfo } from '../../../experiments/core/session/runtime-info.ts'
import { definitionHash } from '../../../main/session/definition-hash.ts'
import { findKeptSession, type KeptSessionOptions } from '../../../main/lab/kept-session.ts'
import { claimIds } from '../../../experiments/core/names/claims.ts'
import { LabClaims } from '../../../main/lab/lab-claims.ts'
import { openSource } from '../../../main/store/experiment-source.ts'
import { listSessions } from '../../../main/store/reading/session-list.ts'
import { readSession } from '../../../main/store/reading/session-reader.ts'
import { recordsOf } from '../../../testbed/sessions/rounds.ts'

const serial = [400, 401, 399, 400, 402]
/** CPython's threads take as long as serial work does: the claim that they gain nothing holds. */
const measured = recordsOf({
  rounds: {
    'cpython/serial': { 1: serial },
    'cpython/threads': { 2: [401, 399, 400, 402, 400] },
  },
  claims: ['thread-no-cpu-gain'],
})
const complete: SessionRecord = { record: 'end', atMs: 9000, reason: 'complete', message: '' }
const python: RuntimeInfo = { runtime: 'cpython', version: '3.13.5', command: ['/usr/bin/python3'] }

const plain = foldSession(measured).header
const source = openSource({ kind: 'catalog', id: 'cpu-bound' })
if (source.kind === 'refused') throw new Error('the catalogue has no cpu-bound')
const { experiment } = source
const hash = definitionHash(experiment)

/** Writes a session file; the later its name, the newer it is. */
function write(
  folder: string,
  name: string,
  changes: Partial<SessionHeader>,
  end: SessionRecord | null = complete,
): void {
  const header: SessionHeader = {
    ...plain,
    id: name,
    runtimes: [python],
    experiment: { ...plain.experiment, id: 'cpu-bound', hash },
    ...changes,
  }
  const records = [header, ...measured.slice(1), ...(end === null ? [] : [end])]
  writeFileSync(join(folder, `${name}.lockstep`), records.map((record) => `${JSON.stringify(record)}\n`).join(''))
}

/** The lab, with this interpreter installed, and a folder for its sessions. */
function lab(interpreter: RuntimeInfo = python): { readonly folder: string; readonly options: KeptSessionOptions } {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-claims-'))
  const pathOf = (id: string): string => join(folder, `${id}.lockstep`)
  const options: KeptSessionOptions = {
    machine: plain.machine,
    version: plain.lab,
    sessions: {
      summaries: async () => (await listSessions(folder)).filter((one) => one.kind === 'session'),
      read: async (id) => ({ path: pathOf(id), session: await readSession(pathOf(id)) }),
    },
    runtimes: {
      forSession: () =>
        Promise.resolve({
          runtimes: [
            {
              info: interpreter,
              command: ['x'],
              cwd: '/',
              env: {},
              prepare: () => ({ kind: 'cannot' as const, why: '' }),
            },
          ],
          notes: [],
          obstacle: () => null,
        }),
    },
  }
  return { folder, options }
}

async function standing(options: KeptSessionOptions) {
  const { rows, sessions } = await new LabClaims(options).report()
  expect(rows).toHaveLength(claimIds.length)
  const row = rows.find(({ id }) => id === 'thread-no-cpu-gain')
  return { verdict: row?.verdict, sessions }
}

test('without any session nothing is measured yet', async () => {
  expect(await standing(lab().options)).toEqual({ verdict: 'not-measured', sessions: [] })
})

test('the newest complete session decides, and one that would be measured alike now is not outdated', async () => {
  const { folder, options } = lab()
  write(folder, '2026-01-01', {})
  write(folder, '2026-01-02', { startedAt: '2026-01-02T00:00:00.000Z' })
  const { verdict, sessions } = await standing(options)
  expect(verdict).toBe('confirmed')
  expect(sessions).toEqual([
    { experiment: 'cpu-bound', id: '2026-01-02', startedAt: '2026-01-02T00:00:00.000Z', outdated: [] },
  ])
})

test('what was cut off, cancelled, quick, of another machine or of a file of one’s own decides nothing', async () => {
  const { folder, options } = lab()
  write(folder, '2026-01-02', {}, null)
  write(folder, '2026-01-03', {}, { ...complete, reason: 'cancelled' })
  write(folder, '2026-01-04', { quick: true })
  write(folder, '2026-01-05', { machine: { ...plain.machine, hostname: 'another' } })
  write(folder, '2026-01-06', {
    experiment: { ...plain.experiment, id: 'cpu-bound', hash, file: '/home/me/mine.yaml' },
  })
  expect(await standing(options)).toEqual({ verdict: 'not-measured', sessions: [] })
  expect(await findKeptSession(options, 'cpu-bound')).toBe(null)
})

test('a session that would be measured otherwise now still decides, and says in which ways', async () => {
  const { folder, options } = lab({ ...python, version: '3.14.0' })
  write(folder, '2026-01-01', {
    lab: '0.0.1',
    machine: { ...plain.machine, usableCores: 1 },
    experiment: { ...plain.experiment, id: 'cpu-bound', hash: 'another' },
  })
  const { sessions } = await standing(options)
  expect(sessions[0]?.outdated).toEqual([
    'another version of the experiment',
    'Lockstep 0.0.1',
    'the machine was set up otherwise',
    'other interpreters',
  ])
})

test('an experiment that is only explained in other words is measured as before', async () => {
  const { folder, options } = lab()
  const definition = { ...experiment, question: 'Asked otherwise?', explanation: 'Other words.' }
  const asBefore = JSON.parse(JSON.stringify(definition)) as typeof plain.experiment.definition
  write(folder, '2026-01-01', {
    experiment: { ...plain.experiment, id: 'cpu-bound', definition: asBefore, hash: 'another' },
  })
  expect((await standing(options)).sessions[0]?.outdated).toEqual([])
})

test('to be taken in place of a new run, a session has to be as one would be now, older or not', async () => {
  const { folder, options } = lab()
  write(folder, '2026-01-01', {})
  write(folder, '2026-01-02', { lab: '0.0.1' })
  expect((await findKeptSession(options, 'cpu-bound'))?.path).toBe(join(folder, '2026-01-01.lockstep'))
  expect((await standing(options)).sessions[0]?.id).toBe('2026-01-02')
})

test('a session whose file is damaged decides nothing, and the others stand', async () => {
  const { folder, options } = lab()
  write(folder, '2026-01-02', {})
  const path = join(folder, '2026-01-02.lockstep')
  const [header, ...rest] = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, [header, 'rubbish', ...rest].join('\n'))
  expect(await standing(options)).toEqual({ verdict: 'not-measured', sessions: [] })
})
