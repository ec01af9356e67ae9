import { expect, test } from 'vitest'
import { BenchUsageError, readOptions, rowNames } from '../../../bench/core/chosen-rows.ts'

test('without a name all rows run in their order, but for those that take minutes', () => {
  const usual = rowNames.filter((name) => !['fidelity-python', 'machines', 'endurance'].includes(name))
  expect(readOptions([])).toEqual({ rows: usual, secondsPerRow: null, out: null })
  expect(readOptions(['endurance']).rows).toEqual(['endurance'])
})

test('rows are named, each at most once, and a budget and a file may be given', () => {
  expect(readOptions(['monitor', '--seconds', '2.5', 'start', 'monitor', '--out', 'a.json'])).toEqual({
    rows: ['monitor', 'start'],
    secondsPerRow: 2.5,
    out: 'a.json',
  })
})

test('a name that is no row is refused with the nearest one', () => {
  expect(() => readOptions(['fidelty'])).toThrow(BenchUsageError)
  expect(() => readOptions(['fidelty'])).toThrow(/got "fidelty", expected fidelity, harness.*did you mean fidelity\?/)
})

test.each([
  [['--seconds'], /--seconds: got nothing/],
  [['--seconds', '0'], /--seconds: got "0"/],
  [['--out'], /--out: got nothing/],
])('%j is refused with what was expected', (args, message) => {
  expect(() => readOptions(args)).toThrow(message)
})
