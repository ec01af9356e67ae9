import type { ProcessMemory } from './readers/machine-reader.ts'

/** Memory can become a process's own without any sign in its resident set, so the shared-out size is read this often. */
const againUs = 1e6

/**
 * Tells when the processes of a trial hold more memory than they may. The sum of their resident sets counts a page that
 * they share once for each of them, so that 46 worker processes of Node "hold" 2 GiB. So only where that sum
 * is over the limit are shared pages shared out, which takes the kernel a walk over all pages of each process.
 */
export class MemoryGuard {
  readonly #sharedOutBytes: (processes: readonly ProcessMemory[]) => number | null
  #checkedUs = Number.NEGATIVE_INFINITY
  #spareBytes = 0
  #atRssBytes = 0

  /** @param sharedOutBytes answers null if the system does not tell */
  constructor(sharedOutBytes: (processes: readonly ProcessMemory[]) => number | null) {
    this.#sharedOutBytes = sharedOutBytes
  }

  /** Another trial begins. */
  reset(): void {
    this.#checkedUs = Number.NEGATIVE_INFINITY
  }

  /** @returns how much they hold if that is more than the limit, else null */
  excess(processes: readonly ProcessMemory[], limitBytes: number, nowUs: number): number | null {
    const rssBytes = processes.reduce((sum, process) => sum + process.rssBytes, 0)
    if (rssBytes <= limitBytes) return null
    const wasFine = nowUs - this.#checkedUs < againUs && rssBytes - this.#atRssBytes <= this.#spareBytes
    if (wasFine) return null
    const heldBytes = this.#sharedOutBytes(processes) ?? rssBytes
    if (heldBytes > limitBytes) return heldBytes
    this.#checkedUs = nowUs
    this.#spareBytes = limitBytes - heldBytes
    this.#atRssBytes = rssBytes
    return null
  }
}
