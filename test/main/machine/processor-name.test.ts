import { expect, test } from 'vitest'
import { processorName } from '../../../main/machine/processor-name.ts'

test('a processor is called what a person would call it', () => {
  expect(processorName('Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz')).toBe('Intel Xeon® E5-2680 v4')
  expect(processorName('12th Gen Intel(R) Core(TM) i7-12700K')).toBe('12th Gen Intel Core™ i7-12700K')
  expect(processorName('AMD Ryzen 7 5800X 8-Core Processor')).toBe('AMD Ryzen 7 5800X 8-Core Processor')
})

test('where the system names no processor there is no name', () => {
  expect(processorName('unknown')).toBeNull()
  expect(processorName('')).toBeNull()
  expect(processorName(undefined)).toBeNull()
})
