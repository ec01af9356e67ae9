import { formatFactor } from '../format-number.ts'
import { logSpeedups } from '../log-ratios.ts'
import type { ExecutorId, RuntimeId, SeriesId } from '../series.ts'
import type { Subject } from './ratio-rule.ts'
import { countOf, measuredCounts } from './worker-words.ts'

/** claims.md, "Does not gain", and "slower". */
const noGainBelow = 1.25
const slowerBelow = 0.8

/** The series does not gain over the same runtime's serial at any count of several workers. */
export function doesNotGain(runtime: RuntimeId, executor: ExecutorId): Subject {
  const series: SeriesId = `${runtime}/${executor}`
  return {
    runtime,
    series: [series],
    model: executor === 'locked-threads',
    takes: `2 or more workers of ${series}`,
    tests: (data) =>
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
        })),
    note: (_data, judged) => {
      const slower = judged.filter(({ ratio }) => ratio.high !== null && ratio.high < slowerBelow)
      if (slower.length === 0) return null
      const names = slower.map(({ test }) => test.subject).join(' and ')
      return `${names}: slower than serial, since all of it lies below ${formatFactor(slowerBelow)}`
    },
  }
}
