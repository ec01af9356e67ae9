import type { OpenFiles } from './proc-file.ts'
import type { ProcessMemory } from './machine-reader.ts'
import { Population } from './population.ts'
import { WatchedProcess } from './watched-process.ts'

/** Processes beyond this number are neither listed nor counted. */
const mostProcesses = 512

/** A trial's process and all below it, as /proc lists them. */
export class ProcessTree {
  readonly #files: OpenFiles
  readonly #proc: string
  readonly #population: Population
  readonly #processes = new Map<number, WatchedProcess>()
  #root: number | null = null

  constructor(files: OpenFiles, proc = '/proc') {
    this.#files = files
    this.#proc = proc
    this.#population = new Population(files, proc)
  }

  watch(rootPid: number | null): void {
    this.close()
    this.#root = rootPid
    if (rootPid !== null) this.#add(rootPid)
  }

  /**
   * Reads the resident memory of each. New processes are found on the way: the children of the trial's own process at
   * once, those below them when it is their turn.
   */
  memory(nowUs: number): readonly ProcessMemory[] {
    if (this.#processes.size === 0) return []
    const changed = this.#population.hasChanged()
    this.#findChildren(nowUs, changed)
    const found: ProcessMemory[] = []
    for (const process of this.#processes.values()) {
      try {
        found.push({ pid: process.pid, rssBytes: process.rssBytes(nowUs, changed) })
      } catch {
        this.#drop(process)
      }
    }
    return found
  }

  /** @returns what threads did since they were last reported, as session samples have it */
  threads(nowUs: number): number[][] {
    this.#look(nowUs)
    const reports: number[][] = []
    for (const process of this.#processes.values()) process.reportThreads(reports)
    return reports
  }

  close(): void {
    for (const process of [...this.#processes.values()]) this.#drop(process)
  }

  #findChildren(nowUs: number, changed: boolean): void {
    // processes that are found are asked for their own children at once
    for (const process of this.#processes.values()) {
      const isDue = process.isDueForChildren(nowUs) || (changed && process.pid === this.#root)
      if (!isDue) continue
      try {
        for (const pid of process.children(nowUs)) this.#add(pid)
      } catch {
        this.#drop(process)
      }
    }
  }

  /** @returns the processes that have waited longest: they take turns, so that no sample is expensive */
  #look(nowUs: number): void {
    const due = [...this.#processes.values()].filter((process) => process.nextLookUs <= nowUs)
    const turns = Math.max(2, Math.ceil(this.#processes.size / 5))
    for (const process of due.sort((a, b) => a.nextLookUs - b.nextLookUs).slice(0, turns)) {
      try {
        process.look(nowUs)
        if (process.pid === this.#root) for (const pid of process.childrenOfThreads()) this.#add(pid)
      } catch {
        this.#drop(process)
      }
    }
  }

  #add(pid: number): void {
    if (this.#processes.has(pid) || this.#processes.size >= mostProcesses) return
    this.#processes.set(pid, new WatchedProcess(pid, this.#files, this.#proc))
  }

  #drop(process: WatchedProcess): void {
    process.close()
    this.#processes.delete(process.pid)
    if (this.#processes.size === 0) this.#population.close()
  }
}
