import { expect, test } from 'vitest'
import { threadUses } from '../../../../experiments/core/session/thread-use.ts'

test('threads are read from the plain numbers that samples hold; what was not asked, or is not told, is null', () => {
  expect(
    threadUses({
      threads: [
        [10, 11, 98.5, 3, 12, 4],
        [10, 12, 0.4, 0, 2],
        [10, 13, 20, 1],
      ],
    }),
  ).toEqual([
    { pid: 10, tid: 11, cpuMs: 98.5, core: 3, switches: 12, involuntary: 4 },
    { pid: 10, tid: 12, cpuMs: 0.4, core: 0, switches: 2, involuntary: null },
    { pid: 10, tid: 13, cpuMs: 20, core: 1, switches: null, involuntary: null },
  ])
  expect(threadUses({})).toEqual([])
})
