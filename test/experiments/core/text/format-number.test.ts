import { expect, test } from 'vitest'
import {
  formatFactor,
  formatHalfWidth,
  formatMemory,
  formatMs,
  formatRatio,
  formatShare,
} from '../../../../experiments/core/text/format-number.ts'

test.each([
  [0, '0 ms'],
  [0.0421, '0.042 ms'],
  [0.42, '0.42 ms'],
  [4.126, '4.13 ms'],
  [9.996, '10.0 ms'],
  [41.26, '41.3 ms'],
  [99.96, '100 ms'],
  [412.4, '412 ms'],
  [1240, '1,240 ms'],
  [9999.4, '9,999 ms'],
  [9999.6, '10.0 s'],
  [123_456, '123 s'],
])('%d ms is shown with sensible digits', (ms, text) => {
  expect(formatMs(ms)).toBe(text)
})

test.each([
  [1.94, '1.94×'],
  [0.966, '0.97×'],
  [0.0999, '0.10×'],
  [0.0412, '0.041×'],
  [12.34, '12.3×'],
  [1234.5, '1,235×'],
])('a factor of %d is shown with sensible digits', (factor, text) => {
  expect(formatFactor(factor)).toBe(text)
})

test('a ratio is shown with its interval, or with why there is none', () => {
  expect(formatRatio({ value: 1.94, low: 1.8, high: 2.09 }, 5)).toBe('1.94× (1.80–2.09)')
  expect(formatRatio({ value: 1.94, low: null, high: null }, 1)).toBe('1.94× (no interval: 1 round)')
  expect(formatRatio({ value: 1.94, low: null, high: null }, 3)).toBe('1.94× (no interval)')
  expect(formatRatio({ value: null, low: null, high: null }, 3)).toBe('–')
})

test('a reference is exactly 1 and has no spread; a measurement without spread shows that', () => {
  expect(formatRatio({ value: 1, low: 1, high: 1 }, 5)).toBe('1.00×')
  expect(formatRatio({ value: 2, low: 2, high: 2 }, 5)).toBe('2.00× (2.00–2.00)')
})

test.each([
  [512, '512 B'],
  [1023, '1,023 B'],
  [1024, '1.00 KiB'],
  [45.23 * 2 ** 20, '45.2 MiB'],
  [1023.7 * 2 ** 20, '1.00 GiB'],
  [1.25 * 2 ** 30, '1.25 GiB'],
  [3000 * 2 ** 40, '3,000 TiB'],
])('%d bytes are shown in the unit that fits', (bytes, text) => {
  expect(formatMemory(bytes)).toBe(text)
})

test('shares and half-widths are percentages', () => {
  expect([0.971, 1.2, 0.042, 0.0012, 0, 0.0996].map((share) => formatShare(share))).toEqual([
    '97%',
    '120%',
    '4.2%',
    '0.12%',
    '0%',
    '10%',
  ])
  expect(formatHalfWidth(0.18)).toBe('±18%')
})

test('what is not there is a dash, never a zero', () => {
  expect([formatMs(null), formatMs(NaN), formatFactor(null), formatFactor(Infinity)]).toEqual(['–', '–', '–', '–'])
  expect([formatMemory(null), formatMemory(NaN), formatShare(null)]).toEqual(['–', '–', '–'])
})
