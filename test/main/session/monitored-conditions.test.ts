import { expect, test } from 'vitest'
import { findSeries } from '../../../experiments/core/names/series.ts'
import { monitoredConditions } from '../../../main/session/monitored-conditions.ts'

const series = findSeries('node/threads')
const condition = { workers: 2, reference: false, ...(series === undefined ? {} : { series }) } as Parameters<
  typeof monitoredConditions
>[0]

const ways = (mode: Parameters<typeof monitoredConditions>[1], seed: number, place = 0) =>
  monitoredConditions(condition, mode, seed, place).map(({ monitor }) => monitor)

test('without pairs a condition runs once, with the monitor as it is to be', () => {
  expect(ways('on', 1)).toEqual(['on'])
  expect(ways('off', 1)).toEqual(['off'])
})

test('a pair has both ways, each first about as often, and the same seed gives the same order', () => {
  const first = Array.from({ length: 400 }, (_, seed) => ways('pairs', seed)[0])
  expect(first.filter((one) => one === 'on').length).toBeGreaterThan(160)
  expect(first.filter((one) => one === 'off').length).toBeGreaterThan(160)
  for (const seed of [1, 2, 3]) {
    expect([...ways('pairs', seed)].sort()).toEqual(['off', 'on'])
    expect(ways('pairs', seed)).toEqual(ways('pairs', seed))
  }
  // conditions of one round do not all begin alike
  expect(new Set(Array.from({ length: 20 }, (_, place) => ways('pairs', 7, place)[0])).size).toBe(2)
})
