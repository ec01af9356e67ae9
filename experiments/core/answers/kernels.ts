import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { judgedCounts } from '../claims/judging/judged-counts.ts'
import { findKernel } from '../names/kernels.ts'
import { findSeries, type SeriesId } from '../names/series.ts'
import { kernelOf } from '../session/kernel-of.ts'
import { formatFactor } from '../text/format-number.ts'
import { asSentence, number, words } from './answer.ts'
import type { Finding } from './finding.ts'
import { withRange } from './measured.ts'
import { gainFinding, gainOf, type Gain } from './speedups.ts'
import { workersInWords } from './workers-in-words.ts'

/** The speedup of threads with each kernel; the loop in the language itself is what the others are compared with. */
const loop = 'array-loop'

/** Whether threads gain when native code does the work, beside the same work in a loop of the language. */
export function kernelFinding(data: ClaimData): Finding | null {
  const gains = threadGains(data)
  const native = gains.find(({ series }) => kernelOf(data.session.header, series) !== loop) ?? gains[0]
  if (native === undefined) return null
  const looped = gains.find(({ series }) => kernelOf(data.session.header, series) === loop)
  const second =
    looped === undefined || looped === native
      ? null
      : asSentence([
          words(`${workersInWords(looped.workers, looped.series)} with a loop in Python reach `),
          ...withRange(number(formatFactor(looped.speedup.value), looped.series), looped.speedup),
          words(
            (looped.speedup.high ?? Infinity) < (native.speedup.low ?? 0)
              ? ': a loop holds the lock all the time.'
              : '.',
          ),
        ])
  return gainFinding(data, native, second, ` with ${titleOf(data, native)}`)
}

function threadGains(data: ClaimData): readonly Gain[] {
  return data.curves.flatMap(({ series, reference }) => {
    const found = findSeries(series)
    if (reference || found?.executor !== 'threads') return []
    const workers = judgedCounts(data, [series]).at(-1)
    return workers === undefined ? [] : (gainOf(data, series, workers) ?? [])
  })
}

function titleOf({ session }: ClaimData, { series }: { readonly series: SeriesId }): string {
  const kernel = kernelOf(session.header, series) ?? ''
  return findKernel(kernel)?.title ?? kernel
}
