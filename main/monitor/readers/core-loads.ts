import { ProcFile, type OpenFiles } from './proc-file.ts'
import { nextLine, scanNumbers } from './scan-numbers.ts'

export interface CoreLoadReading {
  /**
   * The load of each logical core since the last reading, 0 … 1; what a hypervisor took is no load of this machine's.
   */
  readonly cores: readonly number[]
  /** The share of all cores' time that a hypervisor gave to others, 0 … 1. */
  readonly steal: number
}

/** The columns are user, nice, system, idle, iowait, irq, softirq, steal; guests are part of user (proc_stat(5)). */
const columns = 8
const idle = 3
const iowait = 4
const steal = 7

/** Reads the load of each core from /proc/stat. */
export class CoreLoads {
  readonly #file: ProcFile
  #text = new Uint8Array(8192)
  readonly #columns = new Float64Array(columns)
  #before: { readonly busy: number; readonly total: number }[] = []
  #stolenBefore = 0
  #last: CoreLoadReading = { cores: [], steal: 0 }

  constructor(files: OpenFiles, proc = '/proc') {
    this.#file = new ProcFile(`${proc}/stat`, files)
  }

  /** The first reading gives the load since the machine started. */
  read(): CoreLoadReading {
    const end = this.#readCores()
    const cores: number[] = []
    let [passed, stolen] = [0, 0]
    for (let at = nextLine(this.#text, 0, end); this.#isCore(at); at = nextLine(this.#text, at, end)) {
      scanNumbers(this.#text, this.#text.indexOf(32, at), end, this.#columns)
      let total = 0
      for (const ticks of this.#columns) total += ticks
      stolen += this.#columns[steal] ?? 0
      const busy = total - (this.#columns[idle] ?? 0) - (this.#columns[iowait] ?? 0) - (this.#columns[steal] ?? 0)
      const before = this.#before[cores.length] ?? { busy: 0, total: 0 }
      this.#before[cores.length] = { busy, total }
      passed += total - before.total
      // within one tick of 10 ms nothing is counted: the last load holds
      const known = this.#last.cores[cores.length] ?? 0
      cores.push(total > before.total ? share(busy - before.busy, total - before.total) : known)
    }
    const reading = { cores, steal: passed > 0 ? share(stolen - this.#stolenBefore, passed) : 0 }
    this.#stolenBefore = stolen
    this.#last = reading
    return reading
  }

  /** The lines of the cores come first; what follows them may be cut off. */
  #readCores(): number {
    for (;;) {
      const end = this.#file.read(this.#text)
      const lastLine = this.#text.lastIndexOf(10, end - 2) + 1
      const mayGoOn = end - lastLine < 3 || this.#isCore(lastLine)
      if (end < this.#text.length || !mayGoOn) return end
      this.#text = new Uint8Array(2 * this.#text.length)
    }
  }

  /** Reads a line "cpu…"; the first one is the sum of the others. */
  #isCore(at: number): boolean {
    return this.#text[at] === 99 && this.#text[at + 1] === 112 && this.#text[at + 2] === 117
  }

  close(): void {
    this.#file.close()
  }
}

/** @returns the difference, at least 0: idle time may go back by a tick (proc_stat(5)) */
function share(part: number, whole: number): number {
  return Math.min(1, Math.max(0, part / whole))
}
