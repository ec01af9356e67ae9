import { expect, test } from 'vitest'
import { judgedCores } from '../../../../experiments/core/session/machine-cores.ts'
import { madeUpHeader } from '../../../../testbed/sessions/header.ts'
import type { Machine } from '../../../../experiments/core/session/machine.ts'

const judged = (machine: Partial<Machine>): number => judgedCores(madeUpHeader({ machine }).machine)

test('the physical performance cores count, and no sibling, no efficiency core', () => {
  expect(judged({ cores: 2, usableCores: 2, physicalCores: 1, fastCores: 1 })).toBe(1)
  expect(judged({ cores: 4, usableCores: 4, physicalCores: 2, fastCores: 2 })).toBe(2)
  expect(judged({ cores: 8, usableCores: 8, physicalCores: 8, fastCores: 4 })).toBe(4)
})

test('no more than affinity and quota leave', () => {
  expect(judged({ cores: 8, usableCores: 2, physicalCores: 4, fastCores: 4 })).toBe(2)
  expect(judged({ cores: 8, usableCores: 8, physicalCores: 8, fastCores: 8, quotaCores: 2.5 })).toBe(2)
  expect(judged({ cores: 8, usableCores: 1, physicalCores: 8, fastCores: 8, quotaCores: 0.5 })).toBe(1)
})

test('all usable cores count where none is told apart, as in older sessions', () => {
  expect(judged({ cores: 8, usableCores: 4 })).toBe(4)
  expect(judged({ cores: 8, usableCores: 8, physicalCores: 4 })).toBe(4)
})

test('a system that tells logical cores as fast ones is not believed', () => {
  expect(judged({ cores: 8, usableCores: 8, physicalCores: 4, fastCores: 8 })).toBe(4)
})

test('a process that may use efficiency cores alone has cores that are alike', () => {
  expect(judged({ cores: 8, usableCores: 4, physicalCores: 4, fastCores: 0 })).toBe(4)
})
