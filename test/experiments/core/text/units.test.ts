import { expect, test } from 'vitest'
import {
  writeBytes,
  writeDuration,
  writePercent,
  parseBytes,
  parseDuration,
  parsePercent,
} from '../../../../experiments/core/text/units.ts'

test.each([
  ['5min', 300_000],
  ['250ms', 250],
  ['5 s', 5000],
  ['1h', 3_600_000],
  ['0.07s', 70],
  ['0.1ms', 0.1],
  ['1.5h', 5_400_000],
])('%s is a duration of %d ms', (text, durationMs) => {
  expect(parseDuration(text)).toBe(durationMs)
})

test.each(['', '5', 'min', '-5s', '5 mins', '5m', '1e3s', '5  s', '.5s', '5s 5ms', `${'9'.repeat(60)}s`, '10%', '5S'])(
  '"%s" is no duration',
  (text) => {
    expect(parseDuration(text)).toBeNull()
  },
)

test.each([
  ['10%', 0.1],
  ['0.1 %', 0.001],
  ['7%', 0.07],
  ['100%', 1],
])('%s is the fraction %d', (text, fraction) => {
  expect(parsePercent(text)).toBe(fraction)
})

test.each([
  ['4GiB', 4 * 2 ** 30],
  ['1.5 MiB', 1.5 * 2 ** 20],
  ['2GB', 2e9],
  ['64kB', 64_000],
  ['17B', 17],
])('%s is %d bytes', (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes)
})

test('4G and 4gib are no sizes', () => {
  expect([parseBytes('4G'), parseBytes('4gib')]).toEqual([null, null])
})

test('what is formatted is read back as the same quantity', () => {
  for (const ms of [0.1, 1, 20, 999, 1500, 60_000, 90_000, 3_600_000, 86_400_000]) {
    expect(parseDuration(writeDuration(ms))).toBe(ms)
  }
  for (const fraction of [0.001, 0.025, 0.07, 0.1, 1]) expect(parsePercent(writePercent(fraction))).toBe(fraction)
  for (const bytes of [0, 1, 1023, 1024, 1.5 * 2 ** 20, 4 * 2 ** 30, 2 ** 40]) {
    expect(parseBytes(writeBytes(bytes))).toBe(bytes)
  }
})

test('quantities are written in the largest unit that they reach', () => {
  expect([writeDuration(90_000), writeDuration(0.1), writeBytes(2_000_000), writePercent(0.1)]).toEqual([
    '1.5min',
    '0.1ms',
    '1.907MiB',
    '10%',
  ])
})
