import type { LapRecord, LockRecord } from '../session/session.ts'
import { holdLengthsMs } from './holds.ts'
import { overlapShare } from './overlap.ts'
import { lanesOf, lengthMs, type Lanes } from './stretches.ts'

/** What the timeline of one lap tells. */
export interface LapTimeline {
  readonly lanes: Lanes
  /** Null where no two workers were within the lap at one time. */
  readonly overlap: number | null
  readonly holdsMs: readonly number[]
  /** Whether the gaps show when workers ran; else neither overlap nor holds can be read from them. */
  readonly resolved: boolean
  readonly waitedForCore: boolean
}

/** Above this overlap there is no lock to be held. */
const takingTurns = 0.05

export function lapTimeline(lock: LockRecord, lap: LapRecord): LapTimeline {
  const lanes = lanesOf(lock)
  const overlap = overlapShare(lanes)
  return {
    lanes,
    overlap,
    holdsMs: overlap === null || overlap > takingTurns ? [] : holdLengthsMs(lanes, lock.source),
    resolved: isResolved(lock, lanes, lap),
    waitedForCore: waitedForCore(lap),
  }
}

/** Stretches lose a block of work at either end: at a switch interval of 1 ms, a tenth. */
const [leastAccounted, mostAccounted] = [0.7, 1.15]

/**
 * Whether the stretches add up to the CPU time that was used. They come out longer where gaps were too short to be
 * seen (a switch interval of 0.5 ms: 1.8 to 1.9 times, measured), where the work waits in calls, and where it has no
 * safe points; and shorter where its safe points lie more than a gap's length apart.
 */
export function isResolved({ source, fromMs, toMs }: LockRecord, lanes: Lanes, { workers }: LapRecord): boolean {
  const cpuMs = workers.reduce((sum, worker) => sum + worker.cpuMs, 0)
  // The CPU time of a part of a lap is not known, but who had so many gaps has safe points.
  if (source === 'holds' || fromMs !== null || toMs !== null) return true
  let ranMs = 0
  for (const lane of lanes) for (const stretch of lane) ranMs += lengthMs(stretch)
  const accounted = ranMs / cpuMs
  return accounted >= leastAccounted && accounted <= mostAccounted
}

/** A hold is drawn out by at most the time that workers waited for a core within it. */
const quietShare = 0.1

/**
 * Whether workers waited for a core for more than a tenth of the lap, all of them together: then neither the length of
 * holds nor the lack of overlap is the lock's doing. Where two threads share one core, a scheduler lets the one that
 * waits for the lock ask only at its next tick (seen: 8 ms in place of 5, with a wait of 2.6 to 4.4 ms a turn; without
 * disturbance 0.1 ms or less).
 */
function waitedForCore({ workers, makespanMs }: LapRecord): boolean {
  const waitedMs = workers.reduce((sum, { coreWaitMs = 0 }) => sum + coreWaitMs, 0)
  return waitedMs > quietShare * makespanMs
}
