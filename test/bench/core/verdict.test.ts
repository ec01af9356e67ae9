import { expect, test } from 'vitest'
import { judge, targetText } from '../../../bench/core/verdict.ts'

const near1 = { low: 0.98, high: 1.02 }
const atMost = { low: null, high: 1.1 }

test('an interval within its target meets it, and one that lies apart does not', () => {
  expect(judge({ value: 1, low: 0.99, high: 1.01 }, near1)).toBe(true)
  expect(judge({ value: 1.05, low: 1.03, high: 1.07 }, near1)).toBe(false)
  expect(judge({ value: 0.5, low: 0.2, high: 1.09 }, atMost)).toBe(true)
  expect(judge({ value: 1.3, low: 1.11, high: 1.5 }, atMost)).toBe(false)
})

test('an interval that reaches into its target meets it while it is no wider than the target', () => {
  expect(judge({ value: 1.02, low: 1.005, high: 1.035 }, near1)).toBe(true)
  expect(judge({ value: 1.02, low: 0.98, high: 1.06 }, near1)).toBe('undecided (±4%)')
})

test('where the target is open at one end, an interval across its end decides while it is no wider than ±2%', () => {
  expect(judge({ value: 1.1, low: 1.085, high: 1.115 }, atMost)).toBe(true)
  expect(judge({ value: 1.1, low: 1.0, high: 1.21 }, atMost)).toBe('undecided (±10%)')
})

test('without an interval nothing is decided', () => {
  expect(judge({ value: 1, low: null, high: null }, near1)).toBe('undecided (no interval: one measurement)')
  expect(judge({ value: null, low: null, high: null }, near1)).toBe('undecided (not measured)')
})

test('a target is written with its bounds', () => {
  expect(targetText(near1)).toBe('0.98–1.02')
  expect(targetText(atMost)).toBe('≤ 1.10')
  expect(targetText({ low: 0.9, high: null })).toBe('≥ 0.90')
})
