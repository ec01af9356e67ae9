import { expect, test } from 'vitest'
import { hardwareOf } from '../../../../bench/simulation/machines/profiles.ts'
import { trueParameter, trueSpeedup } from '../../../../bench/simulation/machines/truth.ts'
import { workerTimes, type Work } from '../../../../bench/simulation/machines/work.ts'
import { amdahlSpeedup } from '../../../../experiments/core/scaling-laws/amdahl.ts'
import { karpFlattFraction } from '../../../../experiments/core/scaling-laws/karp-flatt.ts'
import { universalSpeedup } from '../../../../experiments/core/scaling-laws/universal-scalability.ts'

const steady = hardwareOf('16 cores, busy neighbour', 0)
const speedup = (work: Work, workers: number): number => trueSpeedup(steady, work, workers, 64)
const serialFraction = 0.05
const hindrance = { contention: 0.02, coherency: 0.02 }

test('on cores of one speed each kind of work follows its own law, to the digit', () => {
  for (const workers of [2, 4, 8, 16]) {
    expect(speedup({ kind: 'parallel' }, workers)).toBeCloseTo(workers)
    expect(speedup({ kind: 'amdahl', serialFraction }, workers)).toBeCloseTo(amdahlSpeedup(workers, serialFraction))
    expect(speedup({ kind: 'usl', ...hindrance }, workers)).toBeCloseTo(universalSpeedup(workers, hindrance))
    expect(speedup({ kind: 'locked' }, workers)).toBeCloseTo(1, 1)
  }
})

test('the fractions that Karp and Flatt find are the true ones', () => {
  const work: Work = { kind: 'usl', ...hindrance }
  expect(trueParameter(work, 'karp-flatt', 'serial fraction', 8)).toBeCloseTo(
    karpFlattFraction(8, universalSpeedup(8, hindrance)),
  )
})

test('a task more than the others is in the makespan of the worker that has it', () => {
  expect(trueSpeedup(steady, { kind: 'parallel' }, 4, 5)).toBeCloseTo(2.5)
})

test('who waits for a core says so, and who waits for a turn does not', () => {
  const order = { hardware: steady, workers: 16, serialMs: 1600, tasks: 16, atMs: 0 }
  const [shared, alone] = workerTimes({ ...order, work: { kind: 'parallel' } })
  expect(shared).toEqual({ endMs: 200, cpuMs: 100, coreWaitMs: 100 })
  expect(alone).toEqual({ endMs: 100, cpuMs: 100, coreWaitMs: 0 })
  expect(workerTimes({ ...order, work: { kind: 'locked' } }).every(({ coreWaitMs }) => coreWaitMs === 0)).toBe(true)
})
