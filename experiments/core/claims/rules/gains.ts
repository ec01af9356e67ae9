import { seriesName } from '../../names/series-titles.ts'
import { conditionName } from '../../names/condition-name.ts'
import { logSpeedups, paired } from '../../curves/log-ratios.ts'
import { serialOf, type ExecutorId, type RuntimeId, type SeriesId } from '../../names/series.ts'
import type { ClaimData } from '../judging/claim-rule.ts'
import { judgedCounts, onFastCores } from '../judging/judged-counts.ts'
import type { Subject } from '../judging/ratio-rule.ts'
import type { RatioTest } from '../judging/ratio-test.ts'

/** A speedup above these, at 2 or 3 and at 4 or more workers, is more than one core's worth (docs/claims.md, "Gains"). */
export const gainAtTwo = 1.3
export const gainAtFour = 2
/** A speedup below this is no gain (docs/claims.md, "Does not gain"). */
export const noGainBelow = 1.25

/**
 * A gain is tested at one worker count, so that no interval has to be widened for it: the largest at which each worker can
 * have a fast core.
 */
function gainCount(data: ClaimData, series: readonly SeriesId[]): { workers: number; bound: number } | null {
  const workers = judgedCounts(data, series).at(-1)
  return workers === undefined ? null : { workers, bound: workers >= 4 ? gainAtFour : gainAtTwo }
}

export function gainsOverSerial(runtime: RuntimeId, executor: ExecutorId, note?: Subject['note']): Subject {
  const series: SeriesId = `${runtime}/${executor}`
  return {
    runtime,
    series: [series],
    model: false,
    cores: 'two fast',
    takes: conditionName({ series, workers: 2 }),
    tests: (data) => gainTests(data, series),
    ...(note === undefined ? {} : { note }),
  }
}

/** @param beside has to have the worker count too */
export function gainTests(data: ClaimData, series: SeriesId, beside = series): readonly RatioTest[] {
  const count = gainCount(data, [series, beside])
  if (count === null) return []
  const { session, results } = data
  return [
    {
      subject: conditionName({ series, workers: count.workers }),
      relation: 'compared with serial',
      unit: '×',
      logRatios: [...logSpeedups(session, results, series, count.workers).values()],
      bound: count.bound,
      side: 'above',
      where: onFastCores,
      of: { series, workers: count.workers },
      over: { series: serialOf(series), workers: 1 },
    },
  ]
}

/** At no count of several workers that can have a fast core each does it gain. */
export function noGainTests(data: ClaimData, series: SeriesId): readonly RatioTest[] {
  return judgedCounts(data, [series]).map((workers) => ({
    subject: conditionName({ series, workers }),
    relation: 'compared with serial',
    unit: '×',
    logRatios: [...logSpeedups(data.session, data.results, series, workers).values()],
    bound: noGainBelow,
    side: 'below',
    where: onFastCores,
    of: { series, workers },
    over: { series: serialOf(series), workers: 1 },
  }))
}

/** Processes gain over serial, and over as many threads that share a lock. */
export function processesOverThreads(runtime: RuntimeId): Subject {
  const locked: SeriesId = runtime === 'node' ? 'node/locked-threads' : `${runtime}/threads`
  const processes: SeriesId = `${runtime}/processes`
  return {
    runtime,
    // Node's own threads share no lock, so processes are compared with our model.
    series: [locked, processes],
    model: runtime === 'node',
    cores: 'two fast',
    takes: `2 workers of both ${seriesName(processes)} and ${seriesName(locked)}`,
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
        ...gainTests(data, processes, locked),
        {
          subject: conditionName({ series: processes, workers }),
          relation: `compared with ${conditionName({ series: locked, workers })}`,
          unit: '×',
          logRatios: [...ratios.values()],
          bound,
          side: 'above',
          where: onFastCores,
          of: { series: processes, workers },
          over: { series: locked, workers },
        },
      ]
    },
  }
}
