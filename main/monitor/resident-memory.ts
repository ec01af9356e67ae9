import { readFileSync } from 'node:fs'
import systeminformation from 'systeminformation'

export interface ProcessMemory {
  readonly pid: number
  readonly rssBytes: number
}

/** Resident memory of a process and of all below it. */
export interface MemoryProbe {
  read(rootPid: number): Promise<readonly ProcessMemory[]>
}

/** About 20 µs a process: /proc/<pid>/statm, and the children that the kernel lists for each thread's leader. */
class ProcMemory implements MemoryProbe {
  readonly #pageBytes = pageBytes()

  read(rootPid: number): Promise<readonly ProcessMemory[]> {
    const found: ProcessMemory[] = []
    const queue = [rootPid]
    for (let pid = queue.shift(); pid !== undefined; pid = queue.shift()) {
      try {
        const pages = Number(readFileSync(`/proc/${String(pid)}/statm`, 'utf8').split(' ')[1])
        found.push({ pid, rssBytes: pages * this.#pageBytes })
        queue.push(...children(pid))
      } catch {
        // it ended between two reads
      }
    }
    return Promise.resolve(found)
  }
}

function children(pid: number): number[] {
  const text = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
  return text.split(' ').filter(Boolean).map(Number)
}

function pageBytes(): number {
  const match = /^KernelPageSize:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/smaps', 'utf8'))
  return Number(match?.[1] ?? 4) * 1024
}

/** Elsewhere: the process table, which costs about 100 ms and so is read once a second at most. */
class TableMemory implements MemoryProbe {
  #readAtMs = 0
  #table: readonly { pid: number; parentPid: number; memRss: number }[] = []

  async read(rootPid: number): Promise<readonly ProcessMemory[]> {
    if (Date.now() - this.#readAtMs >= 1000) {
      this.#readAtMs = Date.now()
      this.#table = (await systeminformation.processes()).list
    }
    const family = new Set([rootPid])
    for (let before = 0; before !== family.size;) {
      before = family.size
      for (const row of this.#table) if (family.has(row.parentPid)) family.add(row.pid)
    }
    return this.#table
      .filter((row) => family.has(row.pid))
      .map((row) => ({ pid: row.pid, rssBytes: row.memRss * 1024 }))
  }
}

export function memoryProbe(platform: NodeJS.Platform): MemoryProbe {
  return platform === 'linux' ? new ProcMemory() : new TableMemory()
}
