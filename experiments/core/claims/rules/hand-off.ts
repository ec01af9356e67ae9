import type { Ratio } from '../../numbers/interval.ts'
import type { PlainSeriesId, RuntimeId, SeriesId } from '../../names/series.ts'
import { timelineFacts } from '../../timeline/timeline-facts.ts'
import type { ClaimData } from '../judging/claim-rule.ts'
import { takesTurns, timelineObstacle } from './overlap.ts'
import type { Subject } from '../judging/ratio-rule.ts'
import type { RatioTest } from '../judging/ratio-test.ts'

/** The median hold ÷ the switch interval lies between these (docs/claims.md, lock-mutex). */
export const [atLeast, atMost] = [0.8, 1.2]
/** The switch intervals that are judged, in ms. At 0.5 ms the gaps are too coarse: it is shown and not judged. */
export const judgedIntervals: ReadonlySet<number> = new Set([1, 5, 20, 50])
const workers = 2

/** One thread at a time controls the interpreter, each time for about a switch interval. */
export function handsOver(plain: PlainSeriesId, runtime: RuntimeId): Subject {
  const turns = takesTurns(plain, runtime)
  return {
    ...turns,
    tests: (data) => [...turns.tests(data), ...intervalsOf(data, plain).flatMap((series) => holdTests(data, series))],
    disturbed: (data, judged) => turns.disturbed?.(data, judged) ?? timelineObstacle(data, intervalsOf(data, plain)),
    note: () => null,
  }
}

/** The series itself and its variants with another switch interval, if that interval is judged. */
function intervalsOf({ session }: ClaimData, plain: PlainSeriesId): readonly SeriesId[] {
  const all = session.header.conditions.map(({ series }) => series)
  return [...new Set(all)].filter((id) => {
    if (id !== plain && !id.startsWith(`${plain}@`)) return false
    const interval = timelineFacts(session, id, workers)?.switchIntervalMs ?? null
    return interval !== null && judgedIntervals.has(interval)
  })
}

function holdTests({ session }: ClaimData, series: SeriesId): readonly RatioTest[] {
  const intervalMs = timelineFacts(session, series, workers)?.switchIntervalMs ?? 0
  const bounds = [
    { bound: atLeast, side: 'above' },
    { bound: atMost, side: 'below' },
  ] as const
  return bounds.map((limit) => ({
    ...limit,
    subject: `the median hold of ${series}`,
    relation: `of the switch interval of ${intervalMs} ms`,
    unit: '×',
    logRatios: [],
    interval: (confidence) => over(timelineFacts(session, series, workers, confidence)?.medianHoldMs, intervalMs),
  }))
}

function over(hold: Ratio | undefined, intervalMs: number): Ratio {
  const of = (value: number | null | undefined): number | null =>
    value === null || value === undefined ? null : value / intervalMs
  return { value: of(hold?.value), low: of(hold?.low), high: of(hold?.high) }
}
