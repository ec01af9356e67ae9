import { readdirSync, readFileSync } from 'node:fs'
import { ProcFile, type OpenFiles } from './proc-file.ts'
import { pageBytes, ResidentMemory } from './resident-memory.ts'
import { behindName, scanNumbers } from './scan-numbers.ts'
import { reportFromMs, WatchedThread } from './watched-thread.ts'

const text = new Uint8Array(16_384)
const numbers = new Float64Array(21)
/** The places of fields 14, 15, 20 and 24 behind the state in `stat` (proc_pid_stat(5)). */
const [utime, stime, threadCount, rssPages] = [10, 11, 16, 20] as const
const pids = new Float64Array(1024)
/** A process starts threads while it loads, so it is searched again soon, and then once a second. */
const looksAfterMs = [150, 300]
const lookEveryMs = 1000
/** A process at rest takes no more memory, so its state and its memory are looked at only this often. */
const restEveryMs = 500
/** Threads beyond this number are not listed; their process is watched all the same. */
const mostThreads = 256

/** One process of a trial: its memory, its children, and those of its threads that run. */
export class WatchedProcess {
  readonly pid: number
  readonly #folder: string
  readonly #files: OpenFiles
  readonly #memory: ResidentMemory
  readonly #children: ProcFile
  readonly #stat: ProcFile
  readonly #threads = new Map<number, WatchedThread>()
  /** The threads that used the CPU lately. */
  readonly #running = new Map<number, WatchedThread>()
  #ticks = -1
  #threadCount = 0
  #looks = 0
  #nextLookUs = 0
  #nextChildrenUs = 0
  #isAtRest = false
  #rssBytes = 0
  #nextRestUs = 0

  constructor(pid: number, files: OpenFiles, proc: string) {
    this.pid = pid
    this.#folder = `${proc}/${pid}`
    this.#files = files
    this.#memory = new ResidentMemory(this.#folder, files)
    this.#stat = new ProcFile(`${this.#folder}/stat`, files)
    this.#children = new ProcFile(`${this.#folder}/task/${pid}/children`, files)
  }

  /** When its threads are to be searched again. */
  get nextLookUs(): number {
    return this.#nextLookUs
  }

  /** Whether it may have started processes, which one at rest does not. */
  isDueForChildren(nowUs: number): boolean {
    return !this.#isAtRest && nowUs >= this.#nextChildrenUs
  }

  /**
   * @param fresh whether it may have ended since it was asked last
   * @throws if it has ended
   */
  rssBytes(nowUs: number, fresh: boolean): number {
    if (!this.#isAtRest) return this.#memory.rssBytes()
    if (!fresh && nowUs < this.#nextRestUs) return this.#rssBytes
    this.#nextRestUs = nowUs + restEveryMs * 1e3
    this.#isAtRest = this.#rests()
    if (!this.#isAtRest) this.#nextLookUs = nowUs
    return this.#rssBytes
  }

  /** @returns the processes that its first thread started. @throws if it has ended */
  children(nowUs: number): readonly number[] {
    this.#nextChildrenUs = nowUs + lookEveryMs * 1e3
    const count = scanNumbers(text, 0, this.#children.read(text), pids)
    return Array.from(pids.subarray(0, count))
  }

  /** @returns the processes that any of its threads started, which takes a reading for each thread */
  childrenOfThreads(): readonly number[] {
    const found: number[] = []
    for (const tid of this.#threads.keys()) {
      try {
        const list = readFileSync(`${this.#folder}/task/${tid}/children`, 'latin1')
        found.push(...list.split(' ').filter(Boolean).map(Number))
      } catch {
        // it has ended
      }
    }
    return found
  }

  /** Finds out which threads it has and which of them run. @throws if it has ended */
  look(nowUs: number): void {
    this.#nextLookUs = nowUs + (looksAfterMs[this.#looks++] ?? lookEveryMs) * 1e3
    this.#isAtRest = this.#rests()
    if (this.#isAtRest) {
      this.#nextLookUs = Number.POSITIVE_INFINITY
      this.#nextRestUs = nowUs + restEveryMs * 1e3
      return
    }
    const tids = readdirSync(`${this.#folder}/task`).slice(0, mostThreads).map(Number)
    const alive = new Set(tids)
    for (const tid of this.#threads.keys()) if (!alive.has(tid)) this.#drop(tid)
    for (const tid of tids) {
      try {
        this.#lookAt(tid)
      } catch {
        this.#drop(tid)
      }
    }
  }

  /** @returns what its threads did since they were last reported */
  reportThreads(into: number[][]): void {
    for (const [tid, thread] of this.#running) {
      try {
        const report = thread.report(this.pid, tid)
        if (report !== null) into.push(report)
      } catch {
        this.#drop(tid)
      }
    }
  }

  close(): void {
    for (const tid of this.#threads.keys()) this.#drop(tid)
    this.#memory.close()
    this.#stat.close()
    this.#children.close()
  }

  /**
   * Reads its memory. @returns whether its threads and their CPU time (in ticks of 10 ms) are the same as at the last
   * call.
   */
  #rests(): boolean {
    const end = this.#stat.read(text)
    scanNumbers(text, behindName(text, end), end, numbers)
    const ticks = (numbers[utime] ?? 0) + (numbers[stime] ?? 0)
    const count = numbers[threadCount] ?? 0
    this.#rssBytes = (numbers[rssPages] ?? 0) * pageBytes()
    const rests = ticks === this.#ticks && count === this.#threadCount && this.#running.size === 0
    this.#ticks = ticks
    this.#threadCount = count
    return rests
  }

  #lookAt(tid: number): void {
    const thread = this.#threads.get(tid) ?? new WatchedThread(`${this.#folder}/task/${tid}`, this.#files)
    this.#threads.set(tid, thread)
    if (this.#running.has(tid)) {
      if (thread.restsSinceLook()) this.#running.delete(tid)
      else thread.readInvoluntarySwitches()
      return
    }
    thread.readRunTime()
    if (thread.unreportedMs >= reportFromMs) this.#running.set(tid, thread)
  }

  #drop(tid: number): void {
    this.#threads.get(tid)?.close()
    this.#threads.delete(tid)
    this.#running.delete(tid)
  }
}
