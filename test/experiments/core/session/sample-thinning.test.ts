import { expect, test } from 'vitest'
import { SampleThinning } from '../../../../experiments/core/session/sample-thinning.ts'
import type { SampleRecord } from '../../../../experiments/core/session/sample.ts'

function sampleAt(index: number, changes: Partial<SampleRecord> = {}): SampleRecord {
  return {
    record: 'sample',
    atMs: (index + 1) * 100,
    cores: [0.5, 0.25],
    memory: { usedBytes: 1000, totalBytes: 4000 },
    processes: [
      { pid: 1, role: 'lab', rssBytes: 1e9 },
      { pid: 2, role: 'trial', rssBytes: 100 },
    ],
    costMs: 0.5,
    ...changes,
  }
}

function thinned(count: number, sample: (index: number) => SampleRecord): readonly SampleRecord[] {
  const thinning = new SampleThinning()
  for (let index = 0; index < count; index++) thinning.add(sample(index))
  return thinning.list()
}

test('as many samples as a chart can show are kept as they are', () => {
  const samples = Array.from({ length: 2399 }, (_, index) => sampleAt(index))
  const kept = thinned(2399, (index) => samples[index] ?? sampleAt(index))
  expect(kept).toHaveLength(2399)
  expect(kept.every((sample, index) => sample === samples[index])).toBe(true)
})

test('of a hundred thousand there remain at most 2,400, from the first one to the last', () => {
  const kept = thinned(100_001, (index) => sampleAt(index))
  expect(kept.length).toBeGreaterThan(1200)
  expect(kept.length).toBeLessThanOrEqual(2400)
  expect(kept.at(-1)?.atMs).toBe(10_000_100)
  expect(kept.every((sample, index) => sample.atMs > (kept[index - 1]?.atMs ?? 0))).toBe(true)
})

test('the fullest moment is never lost, and memory of the lab itself makes none', () => {
  const peak = [
    { pid: 7, role: 'trial' as const, rssBytes: 5000 },
    { pid: 8, role: 'worker' as const, rssBytes: 6000 },
  ]
  const kept = thinned(50_000, (index) =>
    index === 31_337
      ? sampleAt(index, { processes: peak, memory: { usedBytes: 3999, totalBytes: 4000 } })
      : sampleAt(index),
  )
  const found = kept.filter(({ processes }) => processes.some(({ rssBytes }) => rssBytes === 6000))
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ processes: peak, memory: { usedBytes: 3999 } })
})

test('the load of a joined sample is the mean over its time, and its cost that of all', () => {
  // one core busy in every second sample; samples that stand for three times as long count three times
  const kept = thinned(9600, (index) => {
    const pair = Math.floor(index / 2) * 400
    const atMs = index % 2 === 0 ? pair + 100 : pair + 400
    return sampleAt(index, { atMs, cores: [index % 2, 1] })
  })
  // the first has nothing before it
  for (const { cores } of kept.slice(1)) {
    expect(cores[0]).toBeCloseTo(0.75, 6)
    expect(cores[1]).toBe(1)
  }
  expect(kept.reduce((sum, { costMs }) => sum + costMs, 0)).toBeCloseTo(4800, 6)
})

test('of joined samples threads are told with all that they did, those that hardly ran left out, and what slowed the machine', () => {
  const kept = thinned(4800, (index) =>
    sampleAt(index, {
      steal: index % 2 === 0 ? 0.1 : 0,
      throttles: 1,
      onBattery: index < 2400,
      threads: [
        [2, 3, 90, index % 3, 4, 1],
        [2, 1000 + index, 2, 0, 1],
      ],
    }),
  )
  expect(kept).toHaveLength(1200)
  const [, second, ...rest] = kept
  expect(second).toMatchObject({ joins: 4, steal: 0.05, throttles: 4, onBattery: true })
  expect(second?.threads).toEqual([[2, 3, 360, 7 % 3, 16, 4]])
  expect(rest.reduce((sum, { throttles = 0 }) => sum + throttles, 0)).toBe(4800 - 8)
  expect(kept.at(-1)).not.toHaveProperty('onBattery')
})
