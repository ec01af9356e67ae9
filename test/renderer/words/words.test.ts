import { expect, test } from 'vitest'
import { progressText, whenStarted } from '../../../renderer/words/words.ts'

const progress = {
  sessionId: 's',
  phase: 'measuring',
  trialsDone: 41,
  trialsTotal: { min: 55, max: 66 },
  leftMs: { min: 70_000, max: 120_000 },
  now: '',
} as const

test('progress says how many trials of how many, and the range of the time left', () => {
  expect(progressText(progress)).toBe('41 of 55 to 66 trials · 1 min 10 s to 2 min left')
  expect(progressText({ ...progress, trialsTotal: { min: 66, max: 66 }, leftMs: { min: 9600, max: 10_400 } })).toBe(
    '41 of 66 trials · 10 s left',
  )
  expect(progressText({ ...progress, leftMs: null })).toBe('41 of 55 to 66 trials')
})

test('a start of today is told by its hour, an older one by its day', () => {
  const now = new Date(2026, 2, 3, 12)
  const at = (...parts: [number, number, number, number]) => new Date(...parts).toISOString()
  expect(whenStarted(at(2026, 2, 3, 9), now)).toBe('09:00')
  expect(whenStarted(at(2026, 2, 2, 23), now)).toBe('yesterday')
  expect(whenStarted(at(2026, 1, 28, 9), now)).toBe('28 Feb')
  expect(whenStarted(at(2025, 11, 3, 9), now)).toBe('3 Dec 2025')
})
