import { formatFactor, formatRatio } from '../../text/format-number.ts'
import { geometricInterval } from '../../numbers/interval.ts'
import { logSpeedups } from '../../curves/log-ratios.ts'
import type { ExecutorId, RuntimeId, SeriesId } from '../../names/series.ts'
import type { ClaimData } from '../judging/claim-rule.ts'
import type { Subject } from '../judging/ratio-rule.ts'
import type { RatioTest } from '../judging/ratio-test.ts'
import { countOf, measuredCounts } from '../judging/worker-words.ts'

/** A speedup below the first is no gain, and one below the second is called slower (docs/claims.md, "Does not gain"). */
export const noGainBelow = 1.25
export const slowerBelow = 0.8

/** The series does not gain over the same runtime's serial at any count of several workers. */
export function doesNotGain(runtime: RuntimeId, executor: ExecutorId): Subject {
  const series: SeriesId = `${runtime}/${executor}`
  return {
    runtime,
    series: [series],
    model: executor === 'locked-threads',
    takes: `2 or more workers of ${series}`,
    tests: (data) => noGainTests(data, series),
    note: (data, judged) => {
      const cause = runtime === 'cpython' ? lockCause(data) : null
      const slower = judged.filter(({ ratio }) => ratio.high !== null && ratio.high < slowerBelow)
      if (slower.length === 0) return cause
      const names = slower.map(({ test }) => test.subject).join(' and ')
      const sentence = `${names}: slower than serial, since all of it lies below ${formatFactor(slowerBelow)}`
      return cause === null ? sentence : `${sentence}; ${cause}`
    },
  }
}

export function noGainTests(data: ClaimData, series: SeriesId): readonly RatioTest[] {
  return (
    measuredCounts(data, [series])
      // One worker cannot gain: testing it would only widen the intervals of the others.
      .filter((workers) => workers > 1)
      .map((workers) => ({
        subject: countOf(workers, series),
        relation: 'over serial',
        unit: '×',
        logRatios: [...logSpeedups(data.session, data.results, series, workers).values()],
        bound: noGainBelow,
        side: 'below',
        of: { series, workers },
      }))
  )
}

/** Shows the cause: the same free-threaded build without its lock, and with it (PYTHON_GIL=0 and 1). */
function lockCause(data: ClaimData): string | null {
  const [free, locked] = ['cpython-ft/threads', 'cpython-ft/locked-threads'] as const
  const workers = measuredCounts(data, [free, locked]).find((count) => count > 1)
  if (workers === undefined) return null
  const [without, with_] = [free, locked].map((series) => {
    const ratios = [...logSpeedups(data.session, data.results, series, workers).values()]
    return formatRatio(geometricInterval(ratios), ratios.length)
  })
  return `the cause: ${workers} threads of one free-threaded build reach ${without ?? ''} without its lock, and ${with_ ?? ''} with it`
}
