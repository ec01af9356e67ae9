import { expect, test } from 'vitest'
import { coreCounts } from '../../../main/machine/machine.ts'

test('the usable cores are those that affinity and quota leave, and at least one', () => {
  expect(coreCounts(64, 64, null)).toEqual({ cores: 64, usableCores: 64 })
  expect(coreCounts(64, 4, null)).toEqual({ cores: 64, usableCores: 4 })
  expect(coreCounts(64, 64, 1.5)).toEqual({ cores: 64, usableCores: 1 })
  expect(coreCounts(64, 64, 0.5)).toEqual({ cores: 64, usableCores: 1 })
})

test('a system that lists no cores has those that this process may run on', () => {
  expect(coreCounts(0, 4, null)).toEqual({ cores: 4, usableCores: 4 })
})
