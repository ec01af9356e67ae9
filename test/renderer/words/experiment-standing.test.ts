import { expect, test } from 'vitest'
import type { SessionEntry } from '../../../experiments/core/session/session-entry.ts'
import { claimTable } from '../../../experiments/core/claims/claim-table.ts'
import { standingOf } from '../../../renderer/words/experiment-standing.ts'

const race = { id: 'race', claims: ['thread-race'] } as const
const nothing = { rows: claimTable(new Map()), sessions: [] }

function session(changes: Partial<SessionEntry>): SessionEntry {
  return {
    ...{ id: 'a', path: '/a', experimentId: 'race', title: 'Race', name: '', note: '', verdicts: [], machine: null },
    ...{ startedAt: '2026-01-01T10:00:00.000Z', kind: 'full', state: 'complete', readOnly: false, problem: null },
    ...changes,
  }
}

test('an experiment that was never run is not run, and so are its claims', () => {
  expect(standingOf(race, [], nothing)).toEqual({ state: 'none', marks: ['not-measured'], session: null })
})

test('a preview decides nothing: its claims have the mark of a preview', () => {
  const preview = session({ kind: 'preview' })
  expect(standingOf(race, [preview], nothing)).toEqual({ state: 'preview', marks: ['preview'], session: 'a' })
})

test('the session that runs is shown before any other, and one of another machine is not', () => {
  const running = session({ id: 'now', state: 'running', startedAt: '2026-01-02T10:00:00.000Z' })
  expect(standingOf(race, [session({}), running], nothing)).toMatchObject({ state: 'running', session: 'now' })
  expect(standingOf(race, [session({ machine: 'lab-7, 8 cores' })], nothing)).toMatchObject({ state: 'none' })
})

test('a run that failed or stopped early says so', () => {
  expect(standingOf(race, [session({ state: 'failed' })], nothing).state).toBe('failed')
  expect(standingOf(race, [session({ state: 'cancelled' })], nothing).state).toBe('stopped')
})
