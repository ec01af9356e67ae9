import { readFileSync } from 'node:fs'
import { ProcFile, type OpenFiles } from './proc-file.ts'
import { scanNumbers } from './scan-numbers.ts'

const text = new Uint8Array(256)
const pages = new Float64Array(2)
let knownPageBytes: number | null = null

/** Reads the resident memory of one process from its statm (proc_pid_statm(5)). */
export class ResidentMemory {
  readonly #statm: ProcFile

  constructor(folder: string, files: OpenFiles) {
    this.#statm = new ProcFile(`${folder}/statm`, files)
  }

  /** @throws if the process has ended */
  rssBytes(): number {
    scanNumbers(text, 0, this.#statm.read(text), pages)
    return (pages[1] ?? 0) * pageBytes()
  }

  close(): void {
    this.#statm.close()
  }
}

/** @returns the size of the pages that statm counts in, which /proc gives only for each mapping */
export function pageBytes(): number {
  if (knownPageBytes === null) {
    const match = /^KernelPageSize:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/smaps', 'utf8'))
    knownPageBytes = Number(match?.[1] ?? 4) * 1024
  }
  return knownPageBytes
}
