import { expect, test } from 'vitest'
import { physicalCores, pinOrder } from '../../../../experiments/core/session/topology.ts'

/** As Intel's hybrid processors number them: two fast cores with two siblings each, side by side, and two slow ones. */
const hybrid = [
  { cpu: 0, core: 0, fast: true, allowed: true },
  { cpu: 1, core: 0, fast: true, allowed: true },
  { cpu: 2, core: 2, fast: true, allowed: true },
  { cpu: 3, core: 2, fast: true, allowed: true },
  { cpu: 4, core: 4, fast: false, allowed: true },
  { cpu: 5, core: 5, fast: false, allowed: true },
]

test('workers get a physical core each, fast ones first, and siblings only when those are used up', () => {
  expect(pinOrder(hybrid)).toEqual([0, 2, 4, 5, 1, 3])
  expect(physicalCores(hybrid)).toEqual({ all: 4, fast: 2 })
})

test('cores that the process may not use are left out; the sibling that it may use stands for its core', () => {
  const some = hybrid.map((one) => ({ ...one, allowed: ![0, 4].includes(one.cpu) }))
  expect(pinOrder(some)).toEqual([1, 2, 5, 3])
  expect(physicalCores(some)).toEqual({ all: 3, fast: 2 })
  expect(pinOrder([])).toEqual([])
})
