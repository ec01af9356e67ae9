import type { SeriesId } from '../names/series.ts'
import type { LapRecord, LockRecord } from '../session/session.ts'
import { mean } from '../numbers/statistics.ts'
import { isResolved } from '../timeline/lap-timeline.ts'
import { lanesOf } from '../timeline/stretches.ts'
import { hasLock } from '../timeline/timeline-words.ts'
import { lapSplit, type LapSplit } from './lap-split.ts'
import { shareKinds, type Split } from './share-kinds.ts'
import { stallsOf } from './stalls.ts'

/** The time split of one trial: fractions of workers × makespan, averaged over its measured laps; their sum is 1. */
export interface TrialSplit {
  readonly split: Split
  readonly knowsCoreWait: boolean
  /** Whether the speed of its cores is known beside that of serial's; otherwise what slow cores cost is within `useful`. */
  readonly knowsClock: boolean
  /** The part of the work that one worker did after all others had ended, as the function `serialTail` defines it. */
  readonly serialTail: number
  /** The part of the imbalance that this causes. */
  readonly tailOfImbalance: number
}

/**
 * @param serialTurnsPerMs the turns of serial's core in the same round; null if they are unknown, or say nothing of the trial
 * @returns null without a measured lap that has reports of its workers
 */
export function trialSplit(
  laps: readonly LapRecord[],
  lock: LockRecord | undefined,
  series: SeriesId,
  serialTurnsPerMs: number | null,
): TrialSplit | null {
  const measured = laps.filter(({ warmup, workers, makespanMs }) => !warmup && workers.length > 0 && makespanMs > 0)
  if (measured.length === 0) return null
  const splits = measured.map(lapSplit)
  const seen = measured.findIndex(({ lap }) => lap === lock?.lap)
  const [seenLap, seenSplit] = [measured[seen], splits[seen]]
  const besideOthers =
    lock === undefined || seenLap === undefined || seenSplit === undefined
      ? 0
      : stalledByOthers(seenLap, seenSplit, lock, series)
  const shares = splits.map((split, index) => lapShares(split, measured[index], besideOthers, series))
  const tails = measured.map(serialTail)
  const average = (kind: keyof Split): number => mean(shares.map((share) => share[kind]))
  const slowness = serialTurnsPerMs === null ? null : slownessOf(measured, serialTurnsPerMs)
  const split = Object.fromEntries(shareKinds.map((kind) => [kind, average(kind)])) as unknown as Split
  const clock = split.useful * (slowness ?? 0)
  return {
    split: { ...split, useful: split.useful - clock, clock },
    knowsClock: slowness !== null,
    knowsCoreWait: splits.every(({ knowsCoreWait }) => knowsCoreWait),
    serialTail: mean(tails.map(({ ofWork }) => ofWork)),
    tailOfImbalance: mean(tails.map(({ ofImbalance }) => ofImbalance)),
  }
}

function lapShares(
  { measured, restMs, blockingMs }: LapSplit,
  lap: LapRecord | undefined,
  besideOthers: number,
  series: SeriesId,
): Split {
  const wholeMs = lap === undefined ? Number.NaN : lap.makespanMs * lap.workers.length
  const stoodMs = besideOthers * restMs
  const waitingMs = Math.min(blockingMs, restMs - stoodMs)
  const locked = hasLock(series)
  const spentMs: Split = {
    ...measured,
    clock: 0,
    'more-cpu': 0,
    'lock-wait': measured['lock-wait'] + (locked ? stoodMs : 0),
    serial: locked ? 0 : stoodMs,
    waiting: waitingMs,
    unknown: restMs - stoodMs - waitingMs,
  }
  return Object.fromEntries(shareKinds.map((kind) => [kind, spentMs[kind] / wholeMs])) as unknown as Split
}

/**
 * The part of the workers' CPU time that the speed of serial's core would have saved them; 0 where theirs were faster.
 * @returns null if no worker knows its core's speed
 */
function slownessOf(laps: readonly LapRecord[], serialTurnsPerMs: number): number | null {
  const known = laps.flatMap((lap) =>
    lap.workers.flatMap((worker) => {
      const { cpuMs, turnsPerMs } = worker
      return turnsPerMs === undefined
        ? []
        : [{ cpuMs, slowerBy: (1 - turnsPerMs / serialTurnsPerMs) * besideOthers(worker, lap) }]
    }),
  )
  const cpuMs = known.reduce((sum, worker) => sum + worker.cpuMs, 0)
  if (cpuMs <= 0) return null
  const lostMs = known.reduce((sum, worker) => sum + worker.cpuMs * worker.slowerBy, 0)
  return Math.max(0, lostMs / cpuMs)
}

/**
 * How many of the others were at work beside a worker, on average over its time, as a share of them. As they end, its core
 * becomes as fast again as serial's.
 */
function besideOthers(worker: LapRecord['workers'][number], { workers }: LapRecord): number {
  const others = workers.filter((one) => one !== worker)
  if (others.length === 0 || worker.endMs <= 0) return 1
  return mean(others.map(({ endMs }) => Math.min(1, endMs / worker.endMs)))
}

/** If no worker ran for more than this part, workers without a lock stood still for a reason other than one another. */
const mostUnexplained = 0.1

/**
 * The fraction of a lap's rest in which its timeline shows a worker standing still because of another one. The part of
 * the lap that the timeline covers stands for the whole lap.
 *
 * A worker that waits for a core stands still too, but the rest does not include that wait. If the system reported its
 * length, the wait is first assigned to the time in which no worker ran: then the worker that could run had no core. With
 * an interpreter lock, all others waited for that worker; without one, their time is left unknown, since they may have
 * waited for anything. The remaining wait for a core is subtracted from the time in which others ran.
 *
 * Without a lock, workers count as waiting for one another only if the system reported the wait for a core, and if there
 * was hardly any time in which no worker ran for another reason than that wait. Timers and requests would cause such time.
 */
function stalledByOthers(lap: LapRecord, split: LapSplit, lock: LockRecord, series: SeriesId): number {
  const lockWaitIsKnown = lap.workers.some(({ lockWaitMs }) => lockWaitMs !== undefined)
  if (lockWaitIsKnown || split.restMs <= 0) return 0
  const lanes = lanesOf(lock)
  if (!isResolved(lock, lanes, lap)) return 0
  const still = stallsOf(lock, lanes, lap)
  if (still.presentMs <= 0) return 0
  const scale = split.activeMs / still.presentMs
  const [besideOthersMs, nobodyMs] = [scale * still.besideOthersMs, scale * still.nobodyMs]
  const coreWaitMs = split.measured['core-wait']
  const withoutCoreMs = Math.min(nobodyMs, coreWaitMs)
  const besideHolderMs = nobodyMs > 0 ? ((scale * still.besideNobodyMs - nobodyMs) * withoutCoreMs) / nobodyMs : 0
  const locked = hasLock(series)
  if (!locked) {
    if (!split.knowsCoreWait) return 0
    if (nobodyMs - withoutCoreMs > mostUnexplained * (besideOthersMs + nobodyMs)) return 0
  }
  const wholeMs = besideOthersMs - (coreWaitMs - withoutCoreMs) + (locked ? besideHolderMs : 0)
  return Math.min(1, Math.max(0, wholeMs) / split.restMs)
}

/**
 * The work that the last worker did alone, divided by the work of all, both without waits for a core. This is the serial
 * fraction of Amdahl's law if it is the same worker's part for every number of workers.
 */
function serialTail({ workers, makespanMs }: LapRecord): { readonly ofWork: number; readonly ofImbalance: number } {
  const spans = workers
    .map(({ startMs, endMs, coreWaitMs = 0 }) => {
      const activeMs = endMs - startMs
      return { endMs, activeMs, ranMs: Math.max(0, activeMs - coreWaitMs) }
    })
    .sort((a, b) => b.endMs - a.endMs)
  const [last, next] = spans
  if (last === undefined || next === undefined || last.activeMs <= 0) return { ofWork: 0, ofImbalance: 0 }
  const aloneMs = last.endMs - next.endMs
  const workMs = spans.reduce((sum, { ranMs }) => sum + ranMs, 0)
  const imbalanceMs = spans.reduce((sum, { endMs }) => sum + makespanMs - endMs, 0)
  return {
    ofWork: workMs > 0 ? (aloneMs * last.ranMs) / last.activeMs / workMs : 0,
    ofImbalance: imbalanceMs > 0 ? (aloneMs * (workers.length - 1)) / imbalanceMs : 0,
  }
}
