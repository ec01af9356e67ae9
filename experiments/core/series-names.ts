import { z } from 'zod'
import { didYouMean } from './did-you-mean.ts'
import { allSeries, runtimeIds } from './series.ts'
import { alternatives } from './show-value.ts'

export const seriesIds = allSeries.map((series) => series.id)

/** What stands after "expected": the series of the runtime that was meant, or else the runtimes. */
export function seriesExpected(input: unknown): string {
  const runtime = typeof input === 'string' ? runtimeIds.find((id) => input.startsWith(`${id}/`)) : undefined
  const expected =
    runtime === undefined
      ? `RUNTIME/EXECUTOR such as node/threads, RUNTIME being ${alternatives(runtimeIds)}`
      : alternatives(allSeries.filter((series) => series.runtime === runtime).map((series) => series.id))
  return `${expected}${didYouMean(input, seriesIds)}`
}

export const seriesSchema = z.enum(seriesIds, { error: (issue) => seriesExpected(issue.input) })

const baselines = ['auto', 'none', ...seriesIds] as const

export const baselineSchema = z.enum(baselines, {
  error: (issue) => `auto, none or one of the series listed${didYouMean(issue.input, baselines)}`,
})
