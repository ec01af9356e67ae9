import { ProcFile, type OpenFiles } from './proc-file.ts'
import { scanNumbers } from './scan-numbers.ts'

const text = new Uint8Array(128)
const numbers = new Float64Array(9)
/**
 * Matches "0.20 0.18 0.12 1/80 11206": how many threads there are, and the pid that was given last (proc_loadavg(5)).
 */
const [threadCount, lastPid] = [7, 8] as const

/**
 * Finds out whether any process or thread of the machine was started or has ended: one small file, in place of a file for
 * each process.
 */
export class Population {
  readonly #file: ProcFile
  #threads = 0
  #lastPid = 0

  constructor(files: OpenFiles, proc = '/proc') {
    this.#file = new ProcFile(`${proc}/loadavg`, files)
  }

  /** @returns whether anything has changed since the last call; true if the system does not say */
  hasChanged(): boolean {
    let count = 0
    try {
      count = scanNumbers(text, 0, this.#file.read(text), numbers)
    } catch {
      return true
    }
    const [threads, pid] = [numbers[threadCount] ?? 0, numbers[lastPid] ?? 0]
    // a sandbox may answer with zeros
    const isKnown = count > lastPid && threads > 0 && pid > 0
    const changed = !isKnown || threads !== this.#threads || pid !== this.#lastPid
    this.#threads = threads
    this.#lastPid = pid
    return changed
  }

  close(): void {
    this.#file.close()
  }
}
