import { seriesName } from '../../names/series-titles.ts'
import { conditionName } from '../../names/condition-name.ts'
import type { Ratio } from '../../numbers/interval.ts'
import type { RuntimeId, SeriesId } from '../../names/series.ts'
import { timelineFacts, type TimelineFacts } from '../../timeline/timeline-facts.ts'
import type { ClaimData } from '../judging/claim-rule.ts'
import type { Subject } from '../judging/ratio-rule.ts'
import type { RatioTest } from '../judging/ratio-test.ts'

/** Workers take turns if their overlap in % lies below the first, and run side by side above the second (docs/claims.md). */
export const turnsBelow = 5
export const sideBySideAbove = 50
const workers = 2

export function takesTurns(series: SeriesId, runtime: RuntimeId, contrast?: SeriesId): Subject {
  const isThere = (data: ClaimData, id: SeriesId): boolean =>
    data.session.header.conditions.some((one) => one.series === id)
  const compared = (data: ClaimData): readonly SeriesId[] =>
    contrast !== undefined && isThere(data, contrast) ? [series, contrast] : [series]
  return {
    runtime,
    series: [series],
    model: series === 'node/locked-threads',
    takes: conditionName({ series, workers: 2 }),
    tests: (data) =>
      compared(data).map((id) =>
        id === series
          ? overlapTest(data, id, { bound: turnsBelow, side: 'below' })
          : overlapTest(data, id, { bound: sideBySideAbove, side: 'above', contrast: true }),
      ),
    disturbed: (data) => timelineObstacle(data, compared(data)),
    note: (data) =>
      contrast === undefined || isThere(data, contrast)
        ? null
        : `without ${seriesName(contrast)} nothing distinguishes it from threads that just did not get two cores`,
  }
}

function overlapTest(
  { session }: ClaimData,
  series: SeriesId,
  limit: Pick<RatioTest, 'bound' | 'side' | 'contrast'>,
): RatioTest {
  return {
    subject: conditionName({ series, workers }),
    relation: 'of the running time of either, both ran at once',
    unit: '%',
    logRatios: [],
    interval: (confidence) => percent(timelineFacts(session, series, workers, confidence)?.overlap),
    of: { series, workers },
    ...limit,
  }
}

/** Timelines decide nothing if workers waited for a core, or if gaps do not show when they ran. */
export function timelineObstacle({ session }: ClaimData, series: readonly SeriesId[]): string | null {
  for (const id of series) {
    const facts = timelineFacts(session, id, workers)
    const why = facts === null ? `${seriesName(id)} has no timeline` : stateObstacle(id, facts)
    if (why !== null) return why
  }
  return null
}

function stateObstacle(series: SeriesId, { state }: TimelineFacts): string | null {
  switch (state) {
    case 'clear':
      return null
    case 'disturbed':
      return `disturbed: the workers of ${seriesName(series)} waited for a core in every round`
    case 'unresolved':
      return `the gaps of ${seriesName(series)} do not show when its workers ran`
  }
}

function percent(share: Ratio | undefined): Ratio {
  const of = (value: number | null | undefined): number | null =>
    value === null || value === undefined ? null : value * 100
  return { value: of(share?.value), low: of(share?.low), high: of(share?.high) }
}
