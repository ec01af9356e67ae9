import { logSpeedups, paired } from '../../curves/log-ratios.ts'
import type { ExecutorId, RuntimeId, SeriesId } from '../../names/series.ts'
import type { ClaimData } from '../judging/claim-rule.ts'
import type { Subject } from '../judging/ratio-rule.ts'
import type { RatioTest } from '../judging/ratio-test.ts'
import { countOf, measuredCounts } from '../judging/worker-words.ts'

/** A speedup above these, at 2 and at 4 workers, is more than one core's worth (docs/claims.md, "Gains"). */
export const gainAtTwo = 1.3
export const gainAtFour = 2

/** A gain is tested at one worker count, so that no interval has to be widened for it. */
function gainCount(data: ClaimData, series: readonly SeriesId[]): { workers: number; bound: number } | null {
  const counts = measuredCounts(data, series)
  if (data.session.header.machine.usableCores >= 4 && counts.includes(4)) return { workers: 4, bound: gainAtFour }
  return counts.includes(2) ? { workers: 2, bound: gainAtTwo } : null
}

export function gainsOverSerial(runtime: RuntimeId, executor: ExecutorId, note?: Subject['note']): Subject {
  const series: SeriesId = `${runtime}/${executor}`
  return {
    runtime,
    series: [series],
    model: false,
    takes: `2 workers of ${series}`,
    tests: (data) => gainTests(data, series),
    ...(note === undefined ? {} : { note }),
  }
}

export function gainTests(data: ClaimData, series: SeriesId): readonly RatioTest[] {
  const count = gainCount(data, [series])
  if (count === null) return []
  const { session, results } = data
  return [
    {
      subject: countOf(count.workers, series),
      relation: 'over serial',
      unit: '×',
      logRatios: [...logSpeedups(session, results, series, count.workers).values()],
      bound: count.bound,
      side: 'above',
      of: { series, workers: count.workers },
    },
  ]
}

/** Processes gain over the threads that share a lock, at the same worker count. */
export function processesOverThreads(runtime: RuntimeId): Subject {
  const locked: SeriesId = runtime === 'node' ? 'node/locked-threads' : `${runtime}/threads`
  const processes: SeriesId = `${runtime}/processes`
  return {
    runtime,
    // Node's own threads share no lock, so processes are compared with our model.
    series: [locked, processes],
    model: runtime === 'node',
    takes: `2 workers of both ${processes} and ${locked}`,
    tests: (data) => {
      const count = gainCount(data, [processes, locked])
      if (count === null) return []
      const { workers, bound } = count
      const ratios = paired(
        data.results.of(processes, workers),
        data.results.of(locked, workers),
        (result, other) => other.medianMs / result.medianMs,
      )
      return [
        {
          subject: countOf(workers, processes),
          relation: `over ${countOf(workers, locked)}`,
          unit: '×',
          logRatios: [...ratios.values()],
          bound,
          side: 'above',
          of: { series: processes, workers },
        },
      ]
    },
  }
}
