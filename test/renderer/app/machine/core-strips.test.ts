import { expect, test } from 'vitest'
import { coreCells, loadSpans } from '../../../../renderer/app/machine/core-strips.ts'

test('a sample tells the load since the one before it', () => {
  const spans = loadSpans([
    { atMs: 0, cores: [1] },
    { atMs: 250, cores: [0.5] },
    { atMs: 1250, cores: [0.25] },
  ])
  expect(spans).toEqual([
    { fromMs: 0, toMs: 250, loads: [0.5] },
    { fromMs: 250, toMs: 1250, loads: [0.25] },
  ])
})

test('a cell holds the mean of its samples, weighted by the time that they cover', () => {
  const spans = [
    { fromMs: 0, toMs: 250, loads: [1, 0] },
    { fromMs: 250, toMs: 1000, loads: [0.2, 0.4] },
  ]
  const [first, second] = coreCells(spans, { startMs: 0, cellMs: 500, cells: 2 })
  expect(first?.[0]).toBeCloseTo(0.6)
  expect(first?.[1]).toBeCloseTo(0.2)
  expect(second?.[0]).toBeCloseTo(0.2)
})

test('a cell without samples is empty, and what lies outside the window is left out', () => {
  const spans = [
    { fromMs: -1000, toMs: 100, loads: [0.7] },
    { fromMs: 300, toMs: 900, loads: [0.3] },
  ]
  const [core] = coreCells(spans, { startMs: 0, cellMs: 100, cells: 5 })
  expect(core?.map((load) => (load === null ? null : Number(load.toFixed(6))))).toEqual([0.7, null, null, 0.3, 0.3])
})
