import { expect, test } from 'vitest'
import { disturbedSession } from '../../../bench/simulation/disturbed-session.ts'
import { mean } from '../../../experiments/core/numbers/statistics.ts'

const seeds = Array.from({ length: 40 }, (_, index) => index + 1)

test('a load for half of the session leaves the intervals of shuffled rounds true, and those of sequential order not', () => {
  expect(mean(seeds.map((seed) => disturbedSession(seed, 'shuffled')))).toBeGreaterThan(0.85)
  expect(mean(seeds.map((seed) => disturbedSession(seed, 'sequential')))).toBeLessThan(0.7)
})

test('the same seed gives the same session', () => {
  expect(disturbedSession(7, 'shuffled')).toBe(disturbedSession(7, 'shuffled'))
})
