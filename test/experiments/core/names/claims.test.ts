import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { chapters, claimIds, claims, type ClaimId } from '../../../../experiments/core/names/claims.ts'

const catalog = join(import.meta.dirname, '../../../../experiments/catalog')

test('every chapter of the textbook has claims', () => {
  expect(new Set(claimIds.map((id) => claims[id].chapter))).toEqual(new Set(chapters))
})

test('what is said of reference counts and of the convoy belongs to the lock', () => {
  const chaptersOf = (['refcount-tracks', 'lock-refcount', 'lock-convoy'] as const).map((id) => claims[id].chapter)
  expect(chaptersOf).toEqual(['The lock', 'The lock', 'The lock'])
})

test('the experiments of the catalogue list each claim once, under the experiment that the claim names', () => {
  const listed = readdirSync(catalog).flatMap((file) => {
    const { id, claims } = parse(readFileSync(join(catalog, file), 'utf8')) as { id: string; claims?: ClaimId[] }
    return (claims ?? []).map((claim) => ({ claim, experiment: id }))
  })
  expect(listed.map(({ claim }) => claim).toSorted()).toEqual(claimIds.toSorted())
  for (const { claim, experiment } of listed) expect(claims[claim].experiment, claim).toBe(experiment)
})
