import { logSpeedups } from '../curves/log-ratios.ts'
import type { RoundResults } from '../curves/round-results.ts'
import type { SeriesId } from '../names/series.ts'
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
  /** Counts at which the workers shared the cores: there the machine held them back, which no law of the work describes. */
  readonly leftOut: readonly number[]
}

/** Workers that want less than this share of the cores wait for something other than a core. */
const idle = 0.25

export function speedupData(session: Session, results: RoundResults, series: SeriesId): SpeedupData {
  const { conditions } = session.header
  const planned = new Set(conditions.filter((one) => one.series === series).map(({ workers }) => workers))
  const above = [...planned].filter((workers) => workers > 1).sort((a, b) => a - b)
  const bySpeedup = new Map(above.map((workers) => [workers, logSpeedups(session, results, series, workers)]))
  const measured = above.filter((workers) => (bySpeedup.get(workers)?.size ?? 0) > 0)
  const leftOut = measured.filter((workers) => shareCores(session, results, series, workers))
  const counts = withSeveralRounds(
    measured.filter((workers) => !leftOut.includes(workers)),
    (workers) => bySpeedup.get(workers)?.size ?? 0,
  )
  const numbers = [...new Set(counts.flatMap((workers) => [...(bySpeedup.get(workers)?.keys() ?? [])]))]
  const rounds = numbers
    .sort((a, b) => a - b)
    .map((round) =>
      counts.flatMap((workers) => {
        const y = bySpeedup.get(workers)?.get(round)
        return y === undefined ? [] : [{ x: workers, y }]
      }),
    )
  return { series, rounds, counts, leftOut }
}

/** If some counts have several rounds, one with a single round is left out: the jackknife cannot leave out its round. */
function withSeveralRounds(counts: readonly number[], rounds: (workers: number) => number): readonly number[] {
  const several = counts.filter((workers) => rounds(workers) > 1)
  return several.length > 0 ? several : counts
}

function shareCores(session: Session, results: RoundResults, series: SeriesId, workers: number): boolean {
  const { usableCores } = session.header.machine
  if (workers <= usableCores) return false
  const wanted = [...results.of(series, workers).values()].map(({ wantedCores }) => wantedCores)
  return median(wanted) >= idle * usableCores
}
