import { expect, test } from 'vitest'
import { exactlyStarted, whenStarted } from '../../../renderer/words/when-started.ts'

test('a start of today is told by its hour, an older one by its day', () => {
  const now = new Date(2026, 2, 3, 12)
  const at = (...parts: [number, number, number, number]) => new Date(...parts).toISOString()
  expect(whenStarted(at(2026, 2, 3, 9), now)).toBe('09:00')
  expect(whenStarted(at(2026, 2, 2, 23), now)).toBe('yesterday')
  expect(whenStarted(at(2026, 1, 28, 9), now)).toBe('28 Feb')
  expect(whenStarted(at(2025, 11, 3, 9), now)).toBe('3 Dec 2025')
})

test('two sessions of a day are told apart by their time', () => {
  const now = new Date(2026, 10, 30, 18, 0)
  expect(exactlyStarted(new Date(2026, 10, 30, 14, 2).toISOString(), now)).toBe('14:02')
  expect(exactlyStarted(new Date(2026, 10, 29, 14, 2).toISOString(), now)).toBe('29 Nov 14:02')
})
