import { conditionName } from '../../names/condition-name.ts'
import type { RuntimeId, SeriesId } from '../../names/series.ts'
import type { ClaimData } from '../judging/claim-rule.ts'
import { judgedCounts, onFastCores } from '../judging/judged-counts.ts'
import { gainTests } from './gains.ts'
import type { Subject } from '../judging/ratio-rule.ts'
import type { RatioTest } from '../judging/ratio-test.ts'

/** Each worker keeps more than this much of a core busy: CPU time ÷ makespan ÷ workers (docs/claims.md, process-uses-cores). */
export const busyShare = 0.8

/** Processes gain, and each keeps nearly a core busy at every count up to the fast cores. */
export function usesCores(runtime: RuntimeId): Subject {
  const series: SeriesId = `${runtime}/processes`
  return {
    runtime,
    series: [series],
    model: false,
    cores: 'two fast',
    takes: conditionName({ series, workers: 2 }),
    tests: (data) => {
      const gains = gainTests(data, series)
      return gains.length === 0 ? [] : [...gains, ...busyTests(data, series)]
    },
  }
}

function busyTests(data: ClaimData, series: SeriesId): readonly RatioTest[] {
  return judgedCounts(data, [series]).map((workers) => ({
    subject: conditionName({ series, workers }),
    relation: 'of a core busy for each (CPU time ÷ makespan ÷ workers)',
    unit: '',
    logRatios: [...data.results.of(series, workers).values()]
      .filter(({ busyCores }) => busyCores > 0)
      .map(({ busyCores }) => Math.log(busyCores / workers)),
    bound: busyShare,
    side: 'above',
    where: onFastCores,
    of: { series, workers },
  }))
}
