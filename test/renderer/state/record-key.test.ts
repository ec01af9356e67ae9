import { expect, test } from 'vitest'
import { recordKey } from '../../../renderer/state/record-key.ts'
import { header, sampleAt, trialRecords } from '../../../testbed/scenes/session.ts'

test('records of one session have keys of their own, and the same record has the same key', () => {
  const records = [header('s'), ...trialRecords(0), ...trialRecords(1), sampleAt(0, 1), sampleAt(250, 1)]
  const keys = records.map(recordKey)
  expect(new Set(keys).size).toBe(records.length)
  expect(structuredClone(records).map(recordKey)).toEqual(keys)
})
