import type { LapRecord } from '../session/session.ts'
import type { Split } from './share-kinds.ts'

type WorkerLap = LapRecord['workers'][number]

/** The time of a lap, as far as its workers' own clocks show, in ms; the sum is workers × makespan. */
export interface LapSplit {
  readonly measured: Omit<Split, 'clock' | 'more-cpu' | 'serial' | 'waiting' | 'unknown'>
  /** The time that is left: the worker stood still for a reason that is not measured. */
  readonly restMs: number
  /** The part of the rest that lay within `blocking` calls, at most: such a call may compute too. */
  readonly blockingMs: number
  /** The time from the workers' starts to their ends. */
  readonly activeMs: number
  /** Whether the system reported how long workers waited for a core; otherwise that wait is within the rest. */
  readonly knowsCoreWait: boolean
}

/**
 * Each part is at most what the parts before it leave. Their order is start-up and imbalance, by the worker's own start and
 * end, then our own lock, CPU time, the wait for a core, and messages. The parts therefore never exceed the whole, and a
 * wait that two clocks saw (for a core within a message) counts once, as the earlier part. The lock comes before CPU time,
 * because a worker that waits for it stays awake for a moment without computing.
 */
export function lapSplit({ makespanMs, workers }: LapRecord): LapSplit {
  const parts = workers.map((worker) => workerSplit(worker, makespanMs))
  const total = (value: (part: WorkerSplit) => number): number => parts.reduce((sum, part) => sum + value(part), 0)
  return {
    measured: {
      useful: total(({ usefulMs }) => usefulMs),
      'lock-wait': total(({ lockWaitMs }) => lockWaitMs),
      'core-wait': total(({ coreWaitMs }) => coreWaitMs),
      communication: total(({ communicationMs }) => communicationMs),
      'start-up': total(({ startUpMs }) => startUpMs),
      imbalance: total(({ imbalanceMs }) => imbalanceMs),
    },
    restMs: total(({ restMs }) => restMs),
    blockingMs: total(({ blockingMs }) => blockingMs),
    activeMs: total(({ activeMs }) => activeMs),
    knowsCoreWait: workers.every(({ coreWaitMs }) => coreWaitMs !== undefined),
  }
}

type WorkerSplit = ReturnType<typeof workerSplit>

function workerSplit(worker: WorkerLap, makespanMs: number) {
  const startMs = between(0, worker.startMs, makespanMs)
  const endMs = between(startMs, worker.endMs, makespanMs)
  const activeMs = endMs - startMs
  // a process counts the CPU time of its helper threads too, and a thread that of staying awake for the lock
  const lockWaitMs = between(0, worker.lockWaitMs ?? 0, activeMs)
  const cpuMs = between(0, worker.cpuMs, activeMs - lockWaitMs)
  const messagesMs = between(0, worker.communicationMs ?? 0, activeMs - lockWaitMs)
  const messagesCpuMs = Math.min(between(0, worker.communicationCpuMs ?? 0, messagesMs), cpuMs)
  let restMs = activeMs - lockWaitMs - cpuMs
  const take = (wantedMs: number): number => {
    const takenMs = between(0, wantedMs, restMs)
    restMs -= takenMs
    return takenMs
  }
  const coreWaitMs = take(worker.coreWaitMs ?? 0)
  // the system counts from the last report on: what exceeds the worker's time was before its first instruction
  const coreWaitBeforeMs = between(0, (worker.coreWaitMs ?? 0) - coreWaitMs, startMs)
  const messagesWaitMs = take(messagesMs - messagesCpuMs)
  return {
    usefulMs: cpuMs - messagesCpuMs,
    coreWaitMs: coreWaitMs + coreWaitBeforeMs,
    communicationMs: messagesCpuMs + messagesWaitMs,
    lockWaitMs,
    startUpMs: startMs - coreWaitBeforeMs,
    imbalanceMs: makespanMs - endMs,
    restMs,
    blockingMs: between(0, worker.blockingMs ?? 0, restMs),
    activeMs,
  }
}

function between(least: number, value: number, most: number): number {
  return Math.min(Math.max(least, value), most)
}
