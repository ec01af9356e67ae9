import type { SeriesId } from '../names/series.ts'
import type { LapRecord, LockRecord } from '../session/session.ts'
import { mean } from '../numbers/statistics.ts'
import { isResolved } from '../timeline/lap-timeline.ts'
import { lanesOf } from '../timeline/stretches.ts'
import { hasLock } from '../timeline/timeline-words.ts'
import { lapSplit, type LapSplit } from './lap-split.ts'
import { shareKinds, type Split } from './share-kinds.ts'
import { stallsOf } from './stalls.ts'

/** Where the time of one trial went: fractions of workers × makespan, averaged over its measured laps; their sum is 1. */
export interface TrialSplit {
  readonly split: Split
  readonly tellsCoreWait: boolean
  /** The part of the work that one worker did after all others had ended; see `serialTail`. */
  readonly serialTail: number
  /** Of the imbalance, how much was due to that. */
  readonly tailOfImbalance: number
}

/** @returns null without a measured lap that tells of its workers */
export function trialSplit(
  laps: readonly LapRecord[],
  lock: LockRecord | undefined,
  series: SeriesId,
): TrialSplit | null {
  const measured = laps.filter(({ warmup, workers, makespanMs }) => !warmup && workers.length > 0 && makespanMs > 0)
  if (measured.length === 0) return null
  const splits = measured.map(lapSplit)
  const seen = measured.findIndex(({ lap }) => lap === lock?.lap)
  const [seenLap, seenSplit] = [measured[seen], splits[seen]]
  const besideOthers =
    lock === undefined || seenLap === undefined || seenSplit === undefined
      ? 0
      : besideOthersShare(seenLap, seenSplit, lock, series)
  const shares = splits.map((split, index) => lapShares(split, measured[index], besideOthers, series))
  const tails = measured.map(serialTail)
  const average = (kind: keyof Split): number => mean(shares.map((share) => share[kind]))
  return {
    split: Object.fromEntries(shareKinds.map((kind) => [kind, average(kind)])) as unknown as Split,
    tellsCoreWait: splits.every(({ tellsCoreWait }) => tellsCoreWait),
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
    'lock-wait': measured['lock-wait'] + (locked ? stoodMs : 0),
    serial: locked ? 0 : stoodMs,
    waiting: waitingMs,
    unknown: restMs - stoodMs - waitingMs,
  }
  return Object.fromEntries(shareKinds.map((kind) => [kind, spentMs[kind] / wholeMs])) as unknown as Split
}

/** Without a lock: where none ran for more than this part of it, workers that stood still waited for something else. */
const mostUnexplained = 0.1

/**
 * The fraction of a lap's rest in which its timeline shows a worker standing still because of another one; what the
 * timeline holds of the lap stands for all of it.
 *
 * Who waits for a core stands still as well, which the rest is without. Where the system tells how long that was, it is
 * taken to lie first where none ran: there the one that could run had no core. With an interpreter lock all the others
 * waited for that one; without it they are left unknown, since they may have waited for anything. What remains of it lay
 * beside others, and is taken off there.
 *
 * Without a lock, workers are taken for waiting for one another only if none ran hardly ever but for want of a core, as
 * timers or requests would have it, and if the system tells that wait.
 */
function besideOthersShare(lap: LapRecord, split: LapSplit, lock: LockRecord, series: SeriesId): number {
  const toldByLock = lap.workers.some(({ lockWaitMs }) => lockWaitMs !== undefined)
  if (toldByLock || split.restMs <= 0) return 0
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
    if (!split.tellsCoreWait) return 0
    if (nobodyMs - withoutCoreMs > mostUnexplained * (besideOthersMs + nobodyMs)) return 0
  }
  const wholeMs = besideOthersMs - (coreWaitMs - withoutCoreMs) + (locked ? besideHolderMs : 0)
  return Math.min(1, Math.max(0, wholeMs) / split.restMs)
}

/**
 * What the last worker did alone, over the work of all, both without waiting for a core: the serial fraction that Amdahl's law speaks of, if it is the
 * same worker's part whatever their number.
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
