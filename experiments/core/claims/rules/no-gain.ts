import { seriesName } from '../../names/series-titles.ts'
import { formatFactor } from '../../text/format-number.ts'
import type { ExecutorId, RuntimeId, SeriesId } from '../../names/series.ts'
import type { Subject } from '../judging/ratio-rule.ts'
import { noGainTests } from './gains.ts'
import { causeNote, causeTests } from './lock-cause.ts'

/** Threads whose speedup lies below this are called slower (docs/claims.md, "Does not gain"). */
export const slowerBelow = 0.8

/** The series does not gain over the same runtime's serial at any count of several workers that have a fast core each. */
export function doesNotGain(runtime: RuntimeId, executor: ExecutorId): Subject {
  const series: SeriesId = `${runtime}/${executor}`
  return {
    runtime,
    series: [series],
    model: executor === 'locked-threads',
    cores: 'two fast',
    takes: `2 or more ${seriesName(series)}`,
    tests: (data) => {
      const tests = noGainTests(data, series)
      return runtime === 'cpython' && tests.length > 0 ? [...tests, ...causeTests(data)] : tests
    },
    note: (_data, judged) => {
      const slower = judged.filter(({ test, ratio }) => test.contrast !== true && (ratio.high ?? 1) < slowerBelow)
      const names = slower.map(({ test }) => test.subject).join(' and ')
      const sentence = `${names}: slower than serial, since the whole interval is below ${formatFactor(slowerBelow)}`
      return [...(slower.length === 0 ? [] : [sentence]), ...causeNote(series, judged)].join('; ') || null
    },
  }
}
