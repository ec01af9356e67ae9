import type { Ratio } from '../numbers/interval.ts'
import { geometricInterval, shareInterval, usualConfidence } from '../numbers/interval.ts'
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
 * Which rounds the figures rest on.
 * - clear: those in which workers got their cores.
 * - disturbed: in none did they. That workers overlap is still true then; that they do not, or for how long they hold,
 *   may be the machine's doing.
 * - unresolved: in none do gaps show when workers ran. There are no figures.
 */
export type TimelineState = 'clear' | 'disturbed' | 'unresolved'

/** What the timelines of one condition tell, over all rounds. */
export interface TimelineFacts {
  readonly series: SeriesId
  readonly workers: number
  readonly source: LockRecord['source']
  readonly state: TimelineState
  /** Rounds that the figures rest on, and rounds that were left aside for those. */
  readonly rounds: number
  readonly roundsAside: number
  /** See `overlapShare`; the interval is over the rounds, on the share. */
  readonly overlap: Ratio
  /** Of each round's median; the interval is over the rounds, on the logarithm. No value where workers overlap. */
  readonly medianHoldMs: Ratio
  /** Rounds that had a hold to take the median of. */
  readonly holdRounds: number
  /** Median over rounds of each round's quantile; null without holds. */
  readonly holdQuantilesMs: HoldQuantiles | null
  readonly histogram: HoldHistogram | null
  readonly switchIntervalMs: number | null
  /** The newest lap that the figures rest on, or else the newest there is. */
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

/** @returns null where no successful trial of the condition has a timeline */
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
  return countedTrials(session.trials)
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
