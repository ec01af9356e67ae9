import { cpuGrowth, scalingStop } from './scaling-stop.ts'
import { clockText, growthText, helpersText, lossText, scalingText } from './loss-sentences.ts'
import { conditionTimes, type ConditionTime } from './condition-time.ts'
import { groupBy } from '../numbers/group-by.ts'
import { roundResults, type RoundResults } from '../curves/round-results.ts'
import { doubtAbout, workDoubts, type WorkDoubt } from '../curves/work-doubts.ts'
import { isSerial, type SeriesId } from '../names/series.ts'
import type { Session } from '../session/session.ts'

export interface SeriesBottleneck {
  readonly series: SeriesId
  /** The highest number of workers that still gained; null if no speedup is known. */
  readonly gainsUpTo: number | null
  /** The first number of workers that gained nothing more; null if all gained or no speedup is known. */
  readonly stopsAt: number | null
  /** "gains up to 2 workers, 1.92× (1.88–1.96); at 4 workers 71% (68–74%) of the workers’ time is waiting for …". */
  readonly sentence: string
}

/** Workers × makespan, split into the parts that were measured. */
export interface TimeSplit {
  readonly conditions: readonly ConditionTime[]
  /** One entry for each series that went beyond one worker, in the plan's order. */
  readonly series: readonly SeriesBottleneck[]
}

export function timeSplit(session: Session): TimeSplit {
  const results = roundResults(session)
  const conditions = conditionTimes(session, results)
  const doubts = workDoubts(session, results)
  const series = [...groupBy(conditions, (one) => one.series)].flatMap(
    ([id, times]) => seriesBottleneck(session, results, doubts, id, times) ?? [],
  )
  return { conditions, series }
}

function seriesBottleneck(
  session: Session,
  results: RoundResults,
  doubts: readonly WorkDoubt[],
  series: SeriesId,
  times: readonly ConditionTime[],
): SeriesBottleneck | null {
  if (isSerial(series)) return null
  const doubt = doubtAbout(doubts, series)
  if (doubt !== null)
    return { series, gainsUpTo: null, stopsAt: null, sentence: `says nothing of the work (${doubt.why})` }
  const ascending = times.toSorted((a, b) => a.workers - b.workers)
  const stop = scalingStop(
    session,
    results,
    series,
    ascending.map(({ workers }) => workers),
  )
  // the count at which scaling stops, or the highest count
  const shown = ascending.find(({ workers }) => workers === stop?.stopsAt) ?? ascending.at(-1)
  if (shown === undefined || shown.workers === 1) return null
  const computes = shown.bottleneck === null || shown.bottleneck === 'more-cpu'
  const growth = computes ? growthText(cpuGrowth(session, results, series, shown.workers)) : ''
  const parts = [
    scalingText(stop, shown.workers),
    lossText(shown, session.header.machine.usableCores, stop),
    growth,
    clockText(shown.clock),
    helpersText(shown),
  ]
  return {
    series,
    gainsUpTo: stop?.gainsUpTo ?? null,
    stopsAt: stop?.stopsAt ?? null,
    sentence: parts.filter((part) => part !== '').join('; '),
  }
}
