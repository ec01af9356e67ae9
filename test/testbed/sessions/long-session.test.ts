import { expect, test } from 'vitest'
import { longSession } from '../../../testbed/sessions/long-session.ts'
import { sessionRecordSchema } from '../../../experiments/core/session/session.ts'

test('a long session has exactly so many records, each of which a session may hold', () => {
  const records = [...longSession(5000)]
  expect(records).toHaveLength(5000)
  for (const record of records) expect(sessionRecordSchema.parse(record)).toEqual(record)
  expect(records[0]?.record).toBe('header')
  expect(records.at(-1)?.record).toBe('end')
})
