import { expect, test } from 'vitest'
import type { SessionEntry } from '../../../experiments/core/session/session-entry.ts'
import { isFound, passes, runText, sessionGroups } from '../../../renderer/words/session-filters.ts'

const now = new Date('2026-12-01T15:00:00')

function entry(id: string, startedAt: string, rest: Partial<SessionEntry> = {}): SessionEntry {
  return {
    ...{ id, path: `/s/${id}`, experimentId: 'cpu-bound', title: 'CPU-bound work and the lock', name: '', note: '' },
    ...{ startedAt: new Date(startedAt).toISOString(), kind: 'full', state: 'complete', verdicts: [], machine: null },
    ...{ readOnly: false, problem: null, ...rest },
  }
}

test('sessions stand by day, newest first, and those from elsewhere at the end', () => {
  const entries = [
    entry('old', '2026-11-20T10:00:00'),
    entry('sent', '2026-12-01T14:00:00', { readOnly: true, machine: 'lab-7, 8 cores' }),
    entry('morning', '2026-12-01T09:00:00'),
    entry('noon', '2026-12-01T12:00:00'),
    entry('before', '2026-11-30T23:59:00'),
  ]
  expect(sessionGroups(entries, now).map(({ title, sessions }) => [title, ...sessions.map(({ id }) => id)])).toEqual([
    ['Today', 'noon', 'morning'],
    ['Yesterday', 'before'],
    ['Earlier', 'old'],
    ['From elsewhere, read only', 'sent'],
  ])
})

test('a session is found by words of its name, its note, its date and its machine', () => {
  const one = entry('x', '2026-11-30T10:00:00', { name: 'First try', note: 'browser open', machine: 'lab-7, 8 cores' })
  for (const wanted of ['', 'first', 'open BROWSER', '30 november', 'lab-7', 'cpu-bound'])
    expect([wanted, isFound(one, wanted)]).toEqual([wanted, true])
  expect(isFound(one, 'first closed')).toBe(false)
})

test('a session says in a word how it went, and passes the filters that it belongs to', () => {
  const failed = entry('x', '2026-11-30T10:00:00', { state: 'failed' })
  const preview = entry('y', '2026-11-30T10:00:00', { kind: 'preview' })
  expect([runText(failed), runText(preview)]).toEqual(['full, failed', 'preview'])
  expect([passes(failed, 'stopped'), passes(failed, 'full'), passes(preview, 'preview')]).toEqual([true, false, true])
})
