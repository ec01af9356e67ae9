import { expect, test } from 'vitest'
import { disturbedSession } from '../../../bench/simulation/disturbed-session.ts'
import { mean } from '../../../experiments/core/numbers/statistics.ts'

test('beside a load that takes a core, which fewer workers leave free, intervals hold or are said to decide nothing', () => {
  const shares = Array.from({ length: 60 }, (_, seed) => disturbedSession(seed + 1, 'shuffled', 'takes a core'))
  expect(mean(shares)).toBeGreaterThan(0.9)
})
