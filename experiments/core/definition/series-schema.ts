import { z } from 'zod'
import { didYouMean } from '../text/did-you-mean.ts'
import { kernelNames } from '../names/kernels.ts'
import { probeNames } from '../names/probe-names.ts'
import { allSeries, findSeries, runtimeIds } from '../names/series.ts'
import { alternatives } from '../text/show-value.ts'

export const seriesIds = allSeries.map((series) => series.id)

/** The text after "expected": the series of the runtime that was meant, or else the runtimes. */
export function seriesExpected(input: unknown): string {
  const [plain, variant] = typeof input === 'string' ? input.split('@', 2) : []
  if (plain !== undefined && variant !== undefined && findSeries(plain) !== undefined) {
    const names = [...kernelNames, ...probeNames]
    return `${plain}@ with a switch interval from 0.1ms to 10s such as 20ms, or one of ${alternatives(names)}${didYouMean(variant, names)}`
  }
  const runtime = typeof input === 'string' ? runtimeIds.find((id) => input.startsWith(`${id}/`)) : undefined
  const expected =
    runtime === undefined
      ? `RUNTIME/EXECUTOR such as node/threads, RUNTIME being ${alternatives(runtimeIds)}`
      : alternatives(allSeries.filter((series) => series.runtime === runtime).map((series) => series.id))
  return `${expected}${didYouMean(input, seriesIds)}`
}

/** The grammar of a series with a variant behind an @, for editors; `findSeries` checks what it names. */
const seriesPattern = `^(${seriesIds.join('|')})@[a-z0-9.-]+$`

function variantOr<const T extends string>(names: readonly T[], expected: (input: unknown) => string) {
  const error = (issue: { readonly input?: unknown }): string => expected(issue.input)
  const variant = z
    .string({ error })
    .refine((text) => findSeries(text) !== undefined, { error })
    .meta({ pattern: seriesPattern })
  return z.union([z.enum(names), variant], { error })
}

export const seriesSchema = variantOr(seriesIds, seriesExpected)

const baselines = ['auto', 'none', ...seriesIds] as const

export const baselineSchema = variantOr(
  baselines,
  (input) => `auto, none or one of the series listed${didYouMean(input, baselines)}`,
)
