import { expect, test } from 'vitest'
import { sessionRecordSchema, type SessionRecord } from '../../../experiments/core/session/session.ts'
import { longSession, type SessionLength } from '../../../testbed/sessions/long-session.ts'

function recordsOf(length: SessionLength): readonly SessionRecord[] {
  return [...longSession(length)]
}

test('a long session has a header, ten trials of five laps a round, and an end, all as a session may hold them', () => {
  const records = recordsOf({ rounds: 2, thinned: true })
  for (const record of records) expect(sessionRecordSchema.parse(record)).toEqual(record)
  expect(records[0]?.record).toBe('header')
  expect(records.at(-1)?.record).toBe('end')
  expect(records.filter(({ record }) => record === 'trial')).toHaveLength(20)
  expect(records.filter(({ record }) => record === 'lap')).toHaveLength(100)
})

test('its samples become rarer as those of a run do, or stay as they were at the start', () => {
  const samples = (thinned: boolean): number =>
    recordsOf({ rounds: 20, thinned }).filter(({ record }) => record === 'sample').length
  expect(samples(false)).toBeCloseTo(20_000, -2)
  expect(samples(true)).toBeCloseTo(12_500, -2)
})
