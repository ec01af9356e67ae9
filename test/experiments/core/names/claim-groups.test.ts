import { expect, test } from 'vitest'
import { claimGroup, claimGroups } from '../../../../experiments/core/names/claim-groups.ts'
import { claimIds } from '../../../../experiments/core/names/claim-ids.ts'

test('every claim belongs to a chapter, and every chapter has claims', () => {
  expect(new Set(claimIds.map(claimGroup))).toEqual(new Set(claimGroups))
})

test('what is said of reference counts and of the convoy belongs to the lock', () => {
  expect((['refcount-tracks', 'lock-refcount', 'lock-convoy'] as const).map(claimGroup)).toEqual([
    'The lock',
    'The lock',
    'The lock',
  ])
})
