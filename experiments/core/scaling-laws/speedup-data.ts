import { shareAtSerialsClock } from '../curves/clock-share.ts'
import { logSpeedups, type LogRatios } from '../curves/log-ratios.ts'
import type { RoundResult, RoundResults } from '../curves/round-results.ts'
import type { SeriesId } from '../names/series.ts'
import { judgedCores } from '../session/machine-cores.ts'
import type { Session } from '../session/session.ts'
import { median } from '../numbers/statistics.ts'
import type { Observation } from './least-squares.ts'

/** One round's speedups over serial: `x` is workers, `y` ln S. */
export type RoundSpeedups = readonly Observation[]

export interface SpeedupData {
  readonly series: SeriesId
  /** One entry for each round that has any. Counts of 1 are left out, because every law gives 1 there. */
  readonly rounds: readonly RoundSpeedups[]
  /** The worker counts above 1 that are in `rounds`, ascending. */
  readonly counts: readonly number[]
  /** Counts at which not each worker had a fast core: there the machine held them back, which no law of the work describes. */
  readonly leftOut: readonly number[]
  /** Whether a slower clock of several busy cores is taken out of the speedups, has to be fitted, or stays in them. */
  readonly clock: 'measured' | 'fitted' | 'unknown'
}

/** With fewer counts above 1, neither a third number nor a peak can be told. */
export const countsForThree = 4

/** Workers that want less than this share of the cores wait for something other than a core. */
const idle = 0.25

export function speedupData(session: Session, results: RoundResults, series: SeriesId): SpeedupData {
  const { conditions } = session.header
  const planned = new Set(conditions.filter((one) => one.series === series).map(({ workers }) => workers))
  const above = [...planned].filter((workers) => workers > 1).sort((a, b) => a - b)
  const asTimed = new Map(above.map((workers) => [workers, logSpeedups(session, results, series, workers)]))
  const measured = above.filter((workers) => (asTimed.get(workers)?.size ?? 0) > 0)
  const leftOut = measured.filter((workers) => shareCores(session, results, series, workers))
  const counts = withSeveralRounds(
    measured.filter((workers) => !leftOut.includes(workers)),
    (workers) => asTimed.get(workers)?.size ?? 0,
  )
  const atOneClock = new Map(
    counts.map((workers) => [workers, withoutClock(asTimed.get(workers), results.of(series, workers), workers)]),
  )
  const known = counts.every((workers) => isEnough(atOneClock.get(workers), asTimed.get(workers)))
  const bySpeedup = known ? atOneClock : asTimed
  const numbers = [...new Set(counts.flatMap((workers) => [...(bySpeedup.get(workers)?.keys() ?? [])]))]
  const rounds = numbers
    .sort((a, b) => a - b)
    .map((round) =>
      counts.flatMap((workers) => {
        const y = bySpeedup.get(workers)?.get(round)
        return y === undefined ? [] : [{ x: workers, y }]
      }),
    )
  const clock = known ? 'measured' : counts.length >= countsForThree ? 'fitted' : 'unknown'
  return { series, rounds, counts, leftOut, clock }
}

/** With no more than this busy, one core works at a time, as in serial, and is as fast. */
const oneCore = 1.1

/** The speedups of workers whose cores are as fast as serial's, in the rounds in which the clock is known. */
function withoutClock(
  speedups: LogRatios = new Map(),
  results: ReadonlyMap<number, RoundResult>,
  workers: number,
): LogRatios {
  if (median([...results.values()].map(({ busyCores }) => busyCores)) <= oneCore) return speedups
  return new Map(
    [...speedups].flatMap(([round, speedup]) => {
      const result = results.get(round)
      const share = result === undefined ? null : shareAtSerialsClock(result, workers)
      return share === null ? [] : [[round, speedup - Math.log(share)] as const]
    }),
  )
}

/** Half of the rounds, but two if there are, since one alone has no interval. */
function isEnough(some: LogRatios = new Map(), all: LogRatios = new Map()): boolean {
  return some.size >= Math.max(all.size / 2, Math.min(2, all.size))
}

/** If some counts have several rounds, one with a single round is left out: the jackknife cannot leave out its round. */
function withSeveralRounds(counts: readonly number[], rounds: (workers: number) => number): readonly number[] {
  const several = counts.filter((workers) => rounds(workers) > 1)
  return several.length > 0 ? several : counts
}

function shareCores(session: Session, results: RoundResults, series: SeriesId, workers: number): boolean {
  const cores = judgedCores(session.header.machine)
  if (workers <= cores) return false
  const wanted = [...results.of(series, workers).values()].map(({ wantedCores }) => wantedCores)
  return median(wanted) >= idle * cores
}
