import { expect, test } from 'vitest'
import { openingWarnings } from '../../../main/session/opening-warnings.ts'

test('where the lab cannot see its trials in /proc, the session says once that memoryLimit ends none', () => {
  const warnings = (seesProcesses: boolean) =>
    openingWarnings({ plan: { notes: [] } }, {}, { failures: [] }, seesProcesses)
  expect(warnings(true)).toEqual([])
  expect(warnings(false)).toEqual([['monitor', expect.stringContaining('memoryLimit ends no trial here')]])
})
