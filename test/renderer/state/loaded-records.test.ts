import { expect, test } from 'vitest'
import type { SessionRecord } from '../../../experiments/core/session/session.ts'
import { LoadedRecords } from '../../../renderer/state/loaded-records.ts'
import { header, sampleAt, trialRecords } from '../../../testbed/scenes/session.ts'

const fact: SessionRecord = { record: 'fact', trial: 0, name: 'pid', value: 17, unit: '' }
const records = [header('s'), ...trialRecords(0), fact, sampleAt(0, 1), ...trialRecords(1), sampleAt(250, 1)]

test('a record that was loaded is known again, and no other record of the session is taken for it', () => {
  const half = records.slice(0, records.length / 2)
  const loaded = new LoadedRecords()
  expect(loaded.isEmpty).toBe(true)
  for (const record of half) loaded.add(record)
  expect(loaded.isEmpty).toBe(false)
  expect(structuredClone(records).filter((record) => loaded.has(record))).toEqual(half)
})
