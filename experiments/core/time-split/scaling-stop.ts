import { geometricInterval, type Ratio } from '../numbers/interval.ts'
import { logSpeedups, paired } from '../curves/log-ratios.ts'
import type { RoundResults } from '../curves/round-results.ts'
import { serialOf, type SeriesId } from '../names/series.ts'
import { timesTheWork } from '../session/same-work.ts'
import type { Session } from '../session/session.ts'

export interface ScalingStop {
  /** The highest number of workers that still gained; 1 if none did. */
  readonly gainsUpTo: number
  /** The speedup over serial at that number. */
  readonly speedup: Ratio
  /** The first number of workers that gained nothing more; null if all gained. */
  readonly stopsAt: number | null
  /** Whether it may have gained after all, by its interval. */
  readonly doubtful: boolean
}

/** A gain that is smaller than this counts as none. */
const leastGain = 1.1

/** @returns null if no speedup is known above one worker */
export function scalingStop(
  session: Session,
  results: RoundResults,
  series: SeriesId,
  counts: readonly number[],
): ScalingStop | null {
  let reached: { readonly workers: number; readonly logs: ReadonlyMap<number, number> | null } = {
    workers: 1,
    logs: null,
  }
  let known = false
  for (const workers of counts.filter((count) => count > 1)) {
    const logs = logSpeedups(session, results, series, workers)
    if (logs.size === 0) continue
    known = true
    const { value, low, high } = geometricInterval(gainsOver(logs, reached.logs))
    if (value === null) continue
    if (value < leastGain || (low !== null && low <= 1)) {
      return { ...ratioAt(reached), stopsAt: workers, doubtful: high !== null && high >= leastGain }
    }
    reached = { workers, logs }
  }
  return known ? { ...ratioAt(reached), stopsAt: null, doubtful: false } : null
}

function ratioAt({ workers, logs }: { readonly workers: number; readonly logs: ReadonlyMap<number, number> | null }) {
  return { gainsUpTo: workers, speedup: geometricInterval(logs === null ? [0] : [...logs.values()]) }
}

/** The gains over an earlier number of workers, in the rounds that have both, or over serial, whose speedup is 1. */
function gainsOver(logs: ReadonlyMap<number, number>, before: ReadonlyMap<number, number> | null): readonly number[] {
  return [...logs].flatMap(([round, log]) => {
    const base = before === null ? 0 : before.get(round)
    return base === undefined ? [] : [log - base]
  })
}

/** The CPU time, at the speed of serial's core, divided by that of serial work; above 1, the same work took more of it. */
export function cpuGrowth(session: Session, results: RoundResults, series: SeriesId, workers: number): Ratio {
  const times = timesTheWork(session.header, workers)
  const ratios = paired(results.of(series, workers), results.of(serialOf(series), 1), (one, serial) =>
    one.cpuMs > 0 && serial.cpuMs > 0 ? (one.cpuMs * (one.clock ?? 1)) / (times * serial.cpuMs) : Number.NaN,
  )
  return geometricInterval([...ratios.values()].filter(Number.isFinite))
}
