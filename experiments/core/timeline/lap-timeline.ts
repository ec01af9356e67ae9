import type { LapRecord, LockRecord } from '../session/session.ts'
import { holdLengthsMs } from './holds.ts'
import { overlapShare } from './overlap.ts'
import { lanesOf, lengthMs, type Lanes } from './stretches.ts'

export interface LapTimeline {
  readonly lanes: Lanes
  /** Null if no two workers were within the lap at the same time. */
  readonly overlap: number | null
  readonly holdsMs: readonly number[]
  /** Whether the gaps show when workers ran; otherwise they show neither overlap nor holds. */
  readonly resolved: boolean
  readonly waitedForCore: boolean
}

/** With more overlap than this, the workers share no lock. */
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

/** Stretches lose a block of work at either end, which is a tenth of them at a switch interval of 1 ms. */
const [leastAccounted, mostAccounted] = [0.7, 1.15]

/**
 * Whether the stretches add up to the CPU time that was used. Their sum is longer if gaps were too short to be seen (1.8
 * to 1.9 times at a switch interval of 0.5 ms, measured), if the work waits in calls, or if it has no safe points. It is
 * shorter if safe points lie more than a gap's length apart.
 */
export function isResolved({ source, fromMs, toMs }: LockRecord, lanes: Lanes, { workers }: LapRecord): boolean {
  const cpuMs = workers.reduce((sum, worker) => sum + worker.cpuMs, 0)
  // The CPU time of a part of a lap is unknown, but work with so many gaps has safe points.
  if (source === 'holds' || fromMs !== null || toMs !== null) return true
  let ranMs = 0
  for (const lane of lanes) for (const stretch of lane) ranMs += lengthMs(stretch)
  const accounted = ranMs / cpuMs
  return accounted >= leastAccounted && accounted <= mostAccounted
}

/** Waits for a core make a hold longer by at most their own length. */
const quietShare = 0.1

/**
 * Whether the workers together waited for a core for more than a tenth of the lap. If they did, neither the length of holds
 * nor the lack of overlap is due to the lock: if two threads share one core, the scheduler lets the one that waits for
 * the lock ask for it only at the next tick (8 ms instead of 5 was seen, with a wait of 2.6 to 4.4 ms for each turn, and
 * of at most 0.1 ms without disturbance).
 */
function waitedForCore({ workers, makespanMs }: LapRecord): boolean {
  const waitedMs = workers.reduce((sum, { coreWaitMs = 0 }) => sum + coreWaitMs, 0)
  return waitedMs > quietShare * makespanMs
}
