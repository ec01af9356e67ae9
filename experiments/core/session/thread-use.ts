import type { SampleRecord } from './sample.ts'

/** What one thread did since it was last reported, which for a thread that had rested is longer than one sample ago. */
export interface ThreadUse {
  readonly pid: number
  /** The thread's number in the system; that of a process's first thread is its pid. */
  readonly tid: number
  readonly cpuMs: number
  /** The logical core that it ran on last. */
  readonly core: number
  /** How often it was given a core; null if that is not known. */
  readonly switches: number | null
  /** How often a core was taken from it, which is asked about once a second; null if it was not asked this time. */
  readonly involuntary: number | null
}

/** Reads the threads of a sample, which are kept as plain numbers since there are many of them. */
export function threadUses({ threads = [] }: Pick<SampleRecord, 'threads'>): readonly ThreadUse[] {
  return threads.map(([pid = 0, tid = 0, cpuMs = 0, core = 0, switches = null, involuntary = null]) => {
    return { pid, tid, cpuMs, core, switches, involuntary }
  })
}
