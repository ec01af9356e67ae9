import { expect, test } from 'vitest'
import { claimIds } from '../../../../experiments/core/names/claims.ts'
import {
  claimTable,
  countsText,
  countVerdicts,
  type ExperimentEvidence,
} from '../../../../experiments/core/claims/claim-table.ts'
import type { ClaimRecord } from '../../../../experiments/core/session/claim.ts'

const claim: ClaimRecord = { record: 'claim', id: 'thread-race', verdict: 'confirmed', why: 'lost 3', runtimes: [] }
const measured: ExperimentEvidence = {
  kind: 'measured',
  session: '/home/ada/race.lockstep',
  startedAt: '2026-01-02T03:04:05.000Z',
  claims: [claim],
}

test('every claim is there in the textbook’s order, those that no session decided as not measured', () => {
  const rows = claimTable(new Map([['race', measured]]))
  expect(rows.map(({ id }) => id)).toEqual(claimIds)
  expect(rows.find(({ id }) => id === 'thread-race')).toMatchObject({
    verdict: 'confirmed',
    why: 'lost 3',
    session: '/home/ada/race.lockstep',
  })
  expect(rows.filter(({ verdict }) => verdict === 'not-measured')).toHaveLength(claimIds.length - 1)
})

test('a claim whose experiment could not run says why', () => {
  const rows = claimTable(new Map([['race', { kind: 'not-measured', why: 'no CPython was found' }]]))
  expect(rows.find(({ id }) => id === 'thread-race')).toMatchObject({
    verdict: 'not-measured',
    why: 'no CPython was found',
  })
})

test('verdicts are counted in words', () => {
  const rows = claimTable(new Map([['race', measured]]))
  expect(countsText(countVerdicts(rows))).toBe(`1 true here, ${claimIds.length - 1} not run`)
})
