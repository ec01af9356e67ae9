import { expect, test } from 'vitest'
import { factGroups } from '../../../../experiments/core/facts/fact-groups.ts'
import { placeOnScale } from '../../../../experiments/core/facts/fact-scale.ts'
import { factSummaries } from '../../../../experiments/core/facts/fact-summary.ts'
import { factTitle, sweptName } from '../../../../experiments/core/facts/fact-titles.ts'
import { probeSession, type FactsBySeries } from '../../../../testbed/sessions/fact-rounds.ts'

function groups(found: FactsBySeries, units: Readonly<Record<string, string>> = {}) {
  return factGroups(factSummaries(probeSession(found, units)))
}

test.each([
  ['round-trip-64KiB', 'Round trip, 64 KiB'],
  ['round-trip-1B', 'Round trip, 1 B'],
  ['pids', 'Process ids'],
  ['thread-ids', 'Thread ids'],
  ['rss-after-2s', 'RSS after, 2 s'],
  ['took', 'Took'],
  ['p95-latency', 'P95 latency'],
])('the fact %s is called %s', (name, title) => {
  expect(factTitle(name)).toBe(title)
})

test('a payload at the end of a name is told from other endings', () => {
  expect(sweptName('round-trip-64KiB')).toEqual({ stem: 'round-trip', payloadBytes: 65_536 })
  expect(sweptName('round-trip-1B')).toEqual({ stem: 'round-trip', payloadBytes: 1 })
  expect(['thread-ids', '64KiB', 'started-2ms', 'took'].map(sweptName)).toEqual([null, null, null, null])
})

test('facts of one name stand together: measured numbers a line each, what is the same at several worker counts in one', () => {
  const all = groups({
    'node/threads': { 1: [{ took: 1.5, own: true, pids: 1 }], 2: [{ took: 1.5, own: true, pids: 1 }] },
    'node/processes': { 2: [{ took: 4, own: false, pids: 2 }] },
  })
  expect(all.map(({ title, lines }) => [title, lines.length])).toEqual([
    ['Took', 3],
    ['Own', 2],
    ['Process ids', 2],
  ])
  expect(all[1]?.lines.map(({ workers, value, detail }) => [workers, value, detail])).toEqual([
    [[1, 2], 'yes', 'one round only'],
    [[2], 'no', 'one round only'],
  ])
})

test('numbers share a scale from zero, with their intervals on it', () => {
  const [took] = groups({ 'node/threads': { 1: [{ took: 10 }, { took: 11 }, { took: 10.5 }] } }, { took: 'ms' })
  expect(took?.scale).toMatchObject({ kind: 'linear', from: 0 })
  expect(took?.scale?.to).toBeGreaterThan(11)
  expect(took?.scaleText).toMatch(/^0 to 11\.\d ms$/)
})

test('numbers that lie far apart share a logarithmic scale', () => {
  const [took] = groups(
    { 'node/threads': { 1: [{ took: 0.1 }] }, 'node/processes': { 1: [{ took: 30 }] } },
    { took: 'ms' },
  )
  expect(took?.scale).toEqual({ kind: 'log', from: 0.1, to: 30 })
  expect(took?.scaleText).toBe('0.10 ms to 30.00 ms, logarithmic')
})

test('a very wide interval is cut, so that the others can be told apart', () => {
  const [took] = groups({
    'node/threads': { 1: [{ took: 10 }, { took: 40 }] },
    'node/processes': { 1: [{ took: 20 }, { took: 20.1 }] },
  })
  expect(took?.scale?.to).toBeLessThanOrEqual(50)
})

test('counts that are exact, answers and texts have no scale', () => {
  const all = groups({
    'node/threads': { 2: [{ pids: 1, own: true, method: 'spawn' }] },
    'node/processes': { 2: [{ pids: 2, own: true, method: 'fork' }] },
  })
  expect(all.map(({ scale }) => scale)).toEqual([null, null, null])
})

test('a place on a scale is never outside of it', () => {
  const linear = { kind: 'linear', from: 0, to: 10 } as const
  expect([-5, 0, 5, 10, 50].map((value) => placeOnScale(linear, value))).toEqual([0, 0, 0.5, 1, 1])
  const log = { kind: 'log', from: 0.1, to: 10 } as const
  expect([-1, 0, 0.1, 1, 10, 1e9].map((value) => placeOnScale(log, value))).toEqual([0, 0, 0, 0.5, 1, 1])
  expect(placeOnScale({ kind: 'linear', from: 0, to: 0 }, 0)).toBe(0)
})
