import type { SampleRecord } from '../session/sample.ts'
import { threadUses } from '../session/thread-use.ts'

type ThreadSample = Pick<SampleRecord, 'atMs' | 'threads'>

export interface RunningThread {
  readonly pid: number
  readonly tid: number
  /** The core on which it was seen last. */
  readonly core: number
  /** CPU time ÷ elapsed time: 1 is a whole core. */
  readonly share: number
}

/** The threads that ran between the first sample and the last, busiest first. */
export function runningThreads(samples: readonly ThreadSample[]): readonly RunningThread[] {
  const elapsedMs = (samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0)
  if (elapsedMs <= 0) return []
  const threads = new Map<number, { pid: number; core: number; cpuMs: number }>()
  for (const sample of samples.slice(1)) {
    for (const { pid, tid, core, cpuMs } of threadUses(sample)) {
      threads.set(tid, { pid, core, cpuMs: cpuMs + (threads.get(tid)?.cpuMs ?? 0) })
    }
  }
  return [...threads]
    .map(([tid, { pid, core, cpuMs }]) => ({ pid, tid, core, share: cpuMs / elapsedMs }))
    .sort((a, b) => b.share - a.share)
}

/** A thread was busy if it used this share of the time since the previous sample. */
const busyFrom = 0.5

/** How often a busy thread that was seen again was on another core, as a share; null if none was seen twice. */
export function coreChanges(samples: readonly ThreadSample[]): number | null {
  const cores = new Map<number, number>()
  let [seen, changed] = [0, 0]
  for (const [index, sample] of samples.entries()) {
    const elapsedMs = sample.atMs - (samples[index - 1]?.atMs ?? sample.atMs)
    for (const { tid, core, cpuMs } of threadUses(sample)) {
      if (cpuMs < busyFrom * elapsedMs) continue
      const before = cores.get(tid)
      if (before !== undefined) seen++
      if (before !== undefined && before !== core) changed++
      cores.set(tid, core)
    }
  }
  return seen === 0 ? null : changed / seen
}
