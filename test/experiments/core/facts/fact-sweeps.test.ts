import { expect, test } from 'vitest'
import { factSummaries } from '../../../../experiments/core/facts/fact-summary.ts'
import { factSweeps } from '../../../../experiments/core/facts/fact-sweeps.ts'
import { probeSession, type FactsBySeries } from '../../../../testbed/sessions/fact-rounds.ts'

function sweeps(found: FactsBySeries) {
  return factSweeps(factSummaries(probeSession(found)))
}

const trips = { 'round-trip-64KiB': 0.1, 'round-trip-1B': 0.02, 'round-trip-1MiB': 1.2 }

test('facts of one name at three payloads or more are a curve, ordered by payload', () => {
  const [sweep, ...others] = sweeps({ 'node/threads': { 1: [trips] } })
  expect(others).toEqual([])
  expect(sweep).toMatchObject({ name: 'round-trip', title: 'Round trip' })
  expect(sweep?.curves).toHaveLength(1)
  expect(sweep?.curves[0]?.points.map(({ payloadBytes }) => payloadBytes)).toEqual([1, 65_536, 1_048_576])
})

test('other ways of one series are curves of the same sweep, and other quantities are sweeps of their own', () => {
  const shared = Object.fromEntries(Object.keys(trips).map((name) => [`shared-memory-${name}`, 0.005]))
  const rates = { 'throughput-1B': 1, 'throughput-1KiB': 2, 'throughput-1MiB': 3 }
  const all = sweeps({ 'node/threads': { 1: [{ ...shared, ...trips, ...rates }] } })
  expect(all.map(({ name, curves }) => [name, curves.map(({ way }) => way)])).toEqual([
    ['round-trip', ['shared memory', '']],
    ['throughput', ['']],
  ])
})

test('two payloads, texts and facts without a payload make no curve', () => {
  expect(sweeps({ 'node/threads': { 1: [{ 'round-trip-1B': 1, 'round-trip-1KiB': 2 }] } })).toEqual([])
  expect(sweeps({ 'node/threads': { 1: [{ 'is-1B': 'a', 'is-1KiB': 'b', 'is-1MiB': 'c', pids: 1 }] } })).toEqual([])
})
