import { expect, test } from 'vitest'
import type { ClaimRecord } from '../../../../../experiments/core/session/claim.ts'
import { decideByFacts, type Facts, type FactsBySeries } from '../fact-session.ts'

const addedBytes = 64 * 2 ** 20

/** One round for each share of the added memory that is left. */
function left(...shares: readonly number[]): readonly Facts[] {
  return shares.map((share) => ({ 'memory-added': addedBytes, 'memory-left': share * addedBytes }))
}

const back = left(0, 0.001, -0.001)

function decide(threads: readonly Facts[], processes: readonly Facts[] = back, more: FactsBySeries = {}): ClaimRecord {
  const facts = { 'cpython/threads': { 2: threads }, 'cpython/processes': { 2: processes }, ...more }
  return decideByFacts('thread-leak', facts)
}

test('a looping thread leaks where what it added is still there, and what a killed process added is back', () => {
  const claim = decide(left(1, 1, 1))
  expect(claim.verdict).toBe('confirmed')
  expect(claim.why).toBe(
    'CPython: true here. Memory still there 2 s after giving up on a looping thread: 1.00 (97.5% interval 1.00–1.00) of what was added; memory back after a looping process was killed: 1.00 (97.5% interval 1.00–1.00) of what was added; true if the whole interval is above 0.8. The intervals are wider than 95% ones, because several tests must all be right.',
  )
})

test('it is refuted where all of the interval lies below 80%, also where nothing or less is left', () => {
  expect(decide(left(0.7, 0.71, 0.69)).verdict).toBe('refuted')
  expect(decide(left(0, -0.02, 0.01)).verdict).toBe('refuted')
})

test('it is inconclusive where the interval straddles 80%', () => {
  expect(decide(left(0.8, 0.81, 0.79)).verdict).toBe('inconclusive')
  expect(decide(left(0.86, 0.99, 0.84)).verdict).toBe('inconclusive')
  expect(decide(left(0.86, 0.87, 0.85)).verdict).toBe('confirmed')
})

test('it is refuted where a killed process leaves its memory behind, and inconclusive where that is not clear', () => {
  expect(decide(left(1, 1, 1), left(0.9, 0.95, 0.92)).verdict).toBe('refuted')
  expect(decide(left(1, 1, 1), left(0.2, 0.21, 0.19)).verdict).toBe('inconclusive')
})

test('it is inconclusive where either was not measured, and with one round', () => {
  const one = decide(left(1, 1, 1), [{}, {}, {}])
  expect(one.verdict).toBe('inconclusive')
  expect(decide([{}, {}, {}]).verdict).toBe('inconclusive')
  expect(decide(left(1), left(0)).verdict).toBe('inconclusive')
  expect(decideByFacts('thread-leak', { 'cpython/threads': { 2: left(1, 1, 1) } }).verdict).toBe('not-measured')
})

test('Node, whose terminate() gives the memory back, differs', () => {
  const node = { 'node/threads': { 2: left(0.15, 0.16, 0.14) }, 'node/processes': { 2: back } }
  const claim = decide(left(1, 1, 1), back, node)
  expect(claim.verdict).toBe('confirmed')
  expect(claim.why).toMatch(/Node: different result\.$/)
})
