import { expect, test } from 'vitest'
import { shuffledRound } from '../../../../experiments/core/numbers/shuffle.ts'

const conditions = Array.from({ length: 10 }, (_, index) => index)

test('every round has every condition once', () => {
  for (let round = 0; round < 200; round++) {
    const order = shuffledRound(conditions, 7, round)
    expect([...order].sort((a, b) => a - b)).toEqual(conditions)
  }
})

test('the same seed and round give the same order, on every machine and in every version', () => {
  expect(shuffledRound(conditions, 1, 0)).toEqual([3, 2, 6, 5, 8, 9, 4, 1, 0, 7])
  expect(shuffledRound(conditions, 1, 0)).toEqual(shuffledRound(conditions, 1, 0))
})

test('rounds differ in order, and so do seeds', () => {
  const rounds = new Set(Array.from({ length: 50 }, (_, round) => shuffledRound(conditions, 1, round).join()))
  const seeds = new Set(Array.from({ length: 50 }, (_, seed) => shuffledRound(conditions, seed, 0).join()))
  expect([rounds.size, seeds.size]).toEqual([50, 50])
})

test('a seed’s rounds are not another seed’s rounds moved along', () => {
  const of = (seed: number) => Array.from({ length: 50 }, (_, round) => shuffledRound(conditions, seed, round).join())
  expect(of(1).filter((order) => of(2).includes(order))).toEqual([])
})

test('every condition comes to every place equally often', () => {
  const rounds = 5000
  const counts = conditions.map(() => conditions.map(() => 0))
  for (let round = 0; round < rounds; round++) {
    for (const [place, condition] of shuffledRound(conditions, 42, round).entries()) {
      const row = counts[condition]
      if (row !== undefined) row[place] = (row[place] ?? 0) + 1
    }
  }
  const expected = rounds / conditions.length
  const chiSquared = counts.flat().reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // 81 degrees of freedom: 99.9% of fair shuffles stay below 126.
  expect(chiSquared).toBeLessThan(126)
})

test('nothing and one condition stay as they are', () => {
  expect(shuffledRound([], 1, 1)).toEqual([])
  expect(shuffledRound(['only'], 1, 1)).toEqual(['only'])
})
