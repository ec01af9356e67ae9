import { readFileSync } from 'node:fs'
import { ProcFile, type OpenFiles } from './proc-file.ts'
import { behindName, scanNumbers } from './scan-numbers.ts'

const text = new Uint8Array(1024)
const numbers = new Float64Array(40)
/** The places behind the state in `stat` (proc_pid_stat(5); its fields count from 1, and the state is the third). */
const utime = 14 - 4
const stime = 15 - 4
const processor = 39 - 4
const msPerTick = 10

/** Less CPU time than this since the last report is not reported. */
export const reportFromMs = 1

export class WatchedThread {
  readonly #folder: string
  readonly #schedstat: ProcFile
  readonly #stat: ProcFile
  /** Whether the system keeps run times in ns and counts how often a thread was given a core (schedstat). */
  #precise = true
  #ranMs = 0
  #reportedMs = 0
  #reportedAtLookMs = 0
  #switches = 0
  #reportedSwitches = 0
  #involuntary: number | null = null
  #reportedInvoluntary = 0

  constructor(folder: string, files: OpenFiles) {
    this.#folder = folder
    this.#schedstat = new ProcFile(`${folder}/schedstat`, files)
    this.#stat = new ProcFile(`${folder}/stat`, files)
  }

  /** The CPU time that has not been reported yet. */
  get unreportedMs(): number {
    return this.#ranMs - this.#reportedMs
  }

  /** @throws if the thread has ended */
  readRunTime(): void {
    if (this.#precise) {
      try {
        scanNumbers(text, 0, this.#schedstat.read(text), numbers)
        this.#ranMs = (numbers[0] ?? 0) / 1e6
        this.#switches = numbers[2] ?? 0
        return
      } catch {
        // a kernel without schedstat, or the thread has ended: then its stat is gone too
        this.#schedstat.close()
        this.#precise = false
      }
    }
    this.#readStat()
    this.#ranMs = ((numbers[utime] ?? 0) + (numbers[stime] ?? 0)) * msPerTick
  }

  /** Reads what takes 25 µs, and so is not read for every sample. */
  readInvoluntarySwitches(): void {
    const match = /^nonvoluntary_ctxt_switches:\s+(\d+)$/m.exec(readFileSync(`${this.#folder}/status`, 'latin1'))
    this.#involuntary = match === null ? null : Number(match[1])
  }

  /**
   * @returns what it did since the last report, in the order that session samples have it; null if that is too little
   * @throws if the thread has ended
   */
  report(pid: number, tid: number): number[] | null {
    this.readRunTime()
    // rounded to a tenth of a millisecond; the rest is reported next time
    const cpuMs = Math.round(this.unreportedMs * 10) / 10
    if (cpuMs < reportFromMs / 10) return null
    this.#readStat()
    const report = [pid, tid, cpuMs, numbers[processor] ?? 0]
    this.#reportedMs += cpuMs
    if (!this.#precise) return report
    report.push(this.#switches - this.#reportedSwitches)
    this.#reportedSwitches = this.#switches
    if (this.#involuntary !== null) {
      report.push(this.#involuntary - this.#reportedInvoluntary)
      this.#reportedInvoluntary = this.#involuntary
      this.#involuntary = null
    }
    return report
  }

  /** @returns whether nothing was reported since the last call; from then on its run time alone is looked at */
  restsSinceLook(): boolean {
    const rests = this.#reportedMs === this.#reportedAtLookMs
    this.#reportedAtLookMs = this.#reportedMs
    if (rests) this.#stat.close()
    return rests
  }

  close(): void {
    this.#schedstat.close()
    this.#stat.close()
  }

  #readStat(): void {
    const end = this.#stat.read(text)
    scanNumbers(text, behindName(text, end), end, numbers)
  }
}
