import { expect, test } from 'vitest'
import { formatDuration } from '../../../../experiments/core/text/format-duration.ts'

test.each([
  [-5, '0 s'],
  [400, '0 s'],
  [44_600, '45 s'],
  [59_600, '1 min'],
  [61_000, '1 min 1 s'],
  [200_000, '3 min 20 s'],
  [754_000, '12 min'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 min'],
])('%d ms are written in the units that a person would use', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})
