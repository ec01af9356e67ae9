import { expect, test } from 'vitest'
import { findSeries, type SeriesId } from '../../../../experiments/core/names/series.ts'
import { previewTime, runTime } from '../../../../experiments/core/plan/run-time.ts'

const condition = (id: SeriesId) => {
  const series = findSeries(id)
  if (series === undefined) throw new Error(id)
  return { series, workers: 2, reference: false }
}
const workload = { kind: 'kernel', kernel: 'primes', size: 'auto', tasks: 'auto' } as const
const rounds = { min: 5, max: 10 }

test('a run takes longer with more conditions and rounds, and ends with its budget', () => {
  const one = { conditions: [condition('node/threads')], rounds }
  const { minMs, maxMs } = runTime(one, { workload, budgetMs: 600_000 })
  expect(maxMs).toBe(2 * minMs)
  const two = { conditions: [condition('node/threads'), condition('node/processes')], rounds }
  expect(runTime(two, { workload, budgetMs: 600_000 }).minMs).toBe(2 * minMs)
  expect(runTime(two, { workload, budgetMs: 1000 })).toEqual({ minMs: 1000, maxMs: 1000 })
})

test('a preview is over within a minute, however much the plan has', () => {
  const conditions = Array.from({ length: 500 }, () => condition('jython/threads'))
  expect(previewTime({ conditions }, { workload }).maxMs).toBeLessThan(60_000)
})
