import { expect, test } from 'vitest'
import {
  formatFactor,
  formatHalfWidth,
  formatMemory,
  formatMs,
  formatRatio,
  formatShare,
  halfWidthSuffix,
} from '../../../../experiments/core/text/format-number.ts'
import { geometricInterval, shareInterval } from '../../../../experiments/core/numbers/interval.ts'
import { columnWriter, memory, share, time } from '../../../../experiments/core/text/quantity.ts'
import { spreadText } from '../../../../experiments/core/text/spread-text.ts'

test.each([
  [0, '0 ms'],
  [0.0421, '42.1 µs'],
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
  expect(formatRatio({ value: 1.94, low: 1.8, high: 2.09 })).toBe('1.94× (1.80–2.09)')
  expect(formatRatio({ value: 1.94, low: null, high: null })).toBe('1.94× (one round only)')
  expect(formatRatio({ value: null, low: null, high: null })).toBe('–')
})

test('a reference is exactly 1 and has no spread; a measurement without spread shows that', () => {
  expect(formatRatio({ value: 1, low: 1, high: 1 })).toBe('1.00×')
  expect(formatRatio({ value: 2, low: 2, high: 2 })).toBe('2.00× (2.00–2.00)')
})

test.each([
  [512, '512 B'],
  [999, '999 B'],
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

test('two rounds show their two values, and an interval beyond a factor of ten is no number', () => {
  expect(formatRatio(geometricInterval([1.03, 0.97].map(Math.log)))).toBe('0.97× and 1.03×')
  // exactly this was told of start-up times: ±164150827%
  const wild = geometricInterval([1, 40, 2].map(Math.log))
  expect(formatRatio(wild)).toMatch(/^about \d\.\d\d× \(too few rounds to say\)$/)
  expect(halfWidthSuffix(wild)).toBe('')
})

test('a share is never told beyond all there is, nor with an interval that holds most of it', () => {
  expect(spreadText(shareInterval([0.1, 0.9, 0.2]), share)).toBe('about 40% (too few rounds to say)')
  expect(spreadText(shareInterval([0.97, 0.99, 0.98]), share)).toBe('98% (96–100%)')
})

test('a column has one unit and the same digits', () => {
  const times = columnWriter(time, [0.42, 41.2, 9.996])
  expect([0.42, 41.2, 9.996].map(times.one)).toEqual(['0.42 ms', '41.20 ms', '10.00 ms'])
  const sizes = columnWriter(memory, [900 * 2 ** 20, 1100 * 2 ** 20])
  expect([900 * 2 ** 20, 1100 * 2 ** 20].map(sizes.one)).toEqual(['900 MiB', '1,100 MiB'])
})

test('memory is told in GiB from 1,000 MiB on, and times in microseconds below 0.1 ms', () => {
  expect([999 * 2 ** 20, 1000 * 2 ** 20].map(formatMemory)).toEqual(['999 MiB', '0.98 GiB'])
  expect([0.0994, 0.0996].map(formatMs)).toEqual(['99.4 µs', '0.10 ms'])
})
