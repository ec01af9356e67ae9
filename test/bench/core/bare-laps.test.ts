import { expect, test } from 'vitest'
import { makespansMs } from '../../../bench/core/bare-laps.ts'

test('a makespan lasts from the gate to the end of the last process', () => {
  const first = [{ gateUs: 10_000, readyUs: 4000, endUs: 15_000 }]
  const second = [{ gateUs: 10_000, readyUs: 9999, endUs: 17_500 }]
  expect(makespansMs([first, second])).toEqual([7.5])
  expect(makespansMs([first])).toEqual([5])
})

test('a lap to which one process came late is none, and the others stay', () => {
  const prompt = [10_000, 30_000].map((gateUs) => ({ gateUs, readyUs: gateUs - 1, endUs: gateUs + 5000 }))
  const late = [
    { gateUs: 10_000, readyUs: 10_001, endUs: 16_000 },
    { gateUs: 30_000, readyUs: 29_000, endUs: 36_000 },
  ]
  expect(makespansMs([prompt, late])).toEqual([6])
})
