import { geometricInterval, shareInterval, usualConfidence, type Ratio } from '../numbers/interval.ts'
import type { SeriesId } from '../names/series.ts'
import { countedTrials } from '../session/counted-trials.ts'
import type { LockRecord, Session } from '../session/session.ts'
import { median, quantile } from '../numbers/statistics.ts'
import { holdHistogram, type HoldHistogram } from './hold-histogram.ts'
import { lapTimeline, type LapTimeline } from './lap-timeline.ts'
import { recordedLaps, type RecordedLaps } from './recorded-laps.ts'
import type { Lanes } from './stretches.ts'
import { switchIntervalOf } from './switch-interval.ts'

/**
 * How good the rounds are on which the numbers rest.
 * - clear: workers got their cores in these rounds.
 * - disturbed: workers got their cores in no round. Overlap is still true then, but a lack of overlap, or the length of
 *   holds, may be due to the machine.
 * - unresolved: gaps show in no round when workers ran. There are no numbers.
 */
export type TimelineState = 'clear' | 'disturbed' | 'unresolved'

export interface TimelineFacts {
  readonly series: SeriesId
  readonly workers: number
  readonly source: LockRecord['source']
  readonly state: TimelineState
  /** The rounds on which the numbers rest, and the rounds that were left aside. */
  readonly rounds: number
  readonly roundsAside: number
  /** What `overlapShare` defines; the interval is over the rounds, on the share. */
  readonly overlap: Ratio
  /** The mean over each round's median, with an interval on the logarithm. There is no value if workers overlap. */
  readonly medianHoldMs: Ratio
  /** The rounds with at least one hold. */
  readonly holdRounds: number
  /** The median over rounds of each round's quantile; null without holds. */
  readonly holdQuantilesMs: HoldQuantiles | null
  readonly histogram: HoldHistogram | null
  readonly switchIntervalMs: number | null
  /** The newest lap on which the numbers rest, or the newest lap of all if there is none. */
  readonly example: ExampleLap
}

export interface HoldQuantiles {
  readonly p5: number
  readonly p25: number
  readonly p75: number
  readonly p95: number
}

export interface ExampleLap {
  readonly round: number
  readonly lap: number
  readonly lanes: Lanes
}

interface RoundTimeline extends LapTimeline {
  readonly round: number
  readonly lap: number
  readonly source: LockRecord['source']
}

/** @returns null if no successful trial of the condition has a timeline */
export function timelineFacts(
  session: Session,
  series: SeriesId,
  workers: number,
  confidence = usualConfidence,
  recorded = recordedLaps(session),
): TimelineFacts | null {
  const all = roundTimelines(session, recorded, series, workers)
  const newest = all.at(-1)
  if (newest === undefined) return null
  const resolved = all.filter((round) => round.resolved)
  const clear = resolved.filter((round) => !round.waitedForCore)
  const used = clear.length > 0 ? clear : resolved
  const holds = used.map(({ holdsMs }) => holdsMs).filter(({ length }) => length > 0)
  const switchIntervalMs = switchIntervalOf(session.header, series)
  return {
    series,
    workers,
    source: newest.source,
    state: clear.length > 0 ? 'clear' : resolved.length > 0 ? 'disturbed' : 'unresolved',
    rounds: used.length,
    roundsAside: all.length - used.length,
    overlap: shareInterval(
      used.flatMap(({ overlap }) => overlap ?? []),
      confidence,
    ),
    medianHoldMs: geometricInterval(
      holds.map((lengths) => Math.log(median(lengths))),
      confidence,
    ),
    holdRounds: holds.length,
    holdQuantilesMs: quantilesOf(holds),
    histogram: holdHistogram(holds.flat(), switchIntervalMs),
    switchIntervalMs,
    example: used.at(-1) ?? newest,
  }
}

function roundTimelines(
  session: Session,
  recorded: RecordedLaps,
  series: SeriesId,
  workers: number,
): readonly RoundTimeline[] {
  return countedTrials(session)
    .filter((trial) => trial.series === series && trial.workers === workers)
    .flatMap(({ trial, round }) => {
      const found = recorded.get(trial)
      if (found === undefined) return []
      const { lock, lap } = found
      return [{ ...lapTimeline(lock, lap), round, lap: lap.lap, source: lock.source }]
    })
    .sort((a, b) => a.round - b.round)
}

function quantilesOf(rounds: readonly (readonly number[])[]): HoldQuantiles | null {
  if (rounds.length === 0) return null
  const over = (share: number) => median(rounds.map((lengths) => quantile(lengths, share)))
  return { p5: over(0.05), p25: over(0.25), p75: over(0.75), p95: over(0.95) }
}
