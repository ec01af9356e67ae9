import { expect, test } from 'vitest'
import { progressText } from '../../../../experiments/core/report/progress-text.ts'

const progress = {
  trialsDone: 41,
  trialsTotal: { min: 55, max: 66 },
  leftMs: { min: 70_000, max: 120_000 },
} as const

test('progress says how many trials of how many, and the range of the time left', () => {
  expect(progressText(progress)).toBe('41 of 55 to 66 trials · 1 min 10 s to 2 min left')
  expect(progressText({ ...progress, trialsTotal: { min: 66, max: 66 }, leftMs: { min: 9600, max: 10_400 } })).toBe(
    '41 of 66 trials · 10 s left',
  )
  expect(progressText({ ...progress, leftMs: null })).toBe('41 of 55 to 66 trials')
})
