import { expect, test } from 'vitest'
import { foldSession } from '../../../../testbed/sessions/fold-session.ts'
import { SessionBuilder } from '../../../../experiments/core/session/session-fold.ts'
import type { SessionRecord } from '../../../../experiments/core/session/session.ts'
import { recordsOf } from '../../../../testbed/sessions/rounds.ts'

const records = recordsOf({ rounds: { 'node/serial': { 1: [100, 101] } } })
const end: SessionRecord = { record: 'end', atMs: 1, reason: 'cancelled', message: 'cancelled' }
const held: SessionRecord = { record: 'claim', id: 'thread-race', verdict: 'confirmed', why: 'a', runtimes: [] }

test('the records of a session are sorted by kind', () => {
  const warning: SessionRecord = { record: 'warning', atMs: 3, kind: 'plan', message: 'a note' }
  const session = foldSession([...records, warning, held, end])
  expect(session.header.id).toBe('session-1')
  expect(session.trials.map(({ trial }) => trial)).toEqual([0, 1])
  expect(session.laps).toHaveLength(8)
  expect(session.warnings).toEqual([warning])
  expect(session.claims).toEqual([held])
  expect(session.end).toEqual(end)
})

test('a session that was cut off has no end', () => {
  expect(foldSession(records).end).toBeNull()
})

test('a file that starts with something else than a header is refused', () => {
  expect(() => foldSession(records.slice(1))).toThrow('its first record is "lap"')
  expect(() => foldSession([])).toThrow('no records')
})

test('two sessions in one file are refused', () => {
  expect(() => foldSession([...records, ...records])).toThrow('a second header')
})

test('a builder shows what is there so far', () => {
  const builder = new SessionBuilder()
  for (const record of records.slice(0, 6)) builder.add(record)
  expect(builder.session.trials).toHaveLength(1)
  for (const record of records.slice(6)) builder.add(record)
  expect(builder.session).toEqual(foldSession(records))
})

test('a session that was taken up again is unfinished and undecided until it ends again', () => {
  const builder = new SessionBuilder()
  const note: SessionRecord = { record: 'warning', atMs: 3, kind: 'plan', message: 'a note' }
  const onAll: SessionRecord = { record: 'warning', atMs: 4, kind: 'few-laps', message: 'too few', final: true }
  const resumed: SessionRecord = {
    record: 'resumed',
    atMs: 4,
    at: '2026-11-23T12:00:00Z',
    lab: '0.1.0',
    build: 'abc',
    after: 'complete',
    why: 'done',
    rounds: { min: 9, max: 9 },
  }
  for (const record of [...records, note, onAll, held, end, resumed]) builder.add(record)
  expect(builder.session.end).toBeNull()
  expect(builder.session.claims).toEqual([])
  expect(builder.session.warnings).toEqual([note])
  expect(builder.session.resumptions).toEqual([resumed])
  expect(builder.session.header.rounds).toEqual({ min: 9, max: 9 })
})

test('a claim that is decided again replaces the earlier verdict', () => {
  const again: SessionRecord = { ...held, verdict: 'refuted' }
  expect(foldSession([...records, held, again]).claims).toEqual([again])
})
