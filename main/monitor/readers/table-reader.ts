import os from 'node:os'
import systeminformation from 'systeminformation'
import type { MachineReader, MachineReading, ProcessMemory } from './machine-reader.ts'

interface ProcessRow {
  readonly pid: number
  readonly parentPid: number
  /** The resident memory, in KiB. */
  readonly memRss: number
}

/** The process table is read this often: it takes about 100 ms, and 20 ms of CPU time. */
const tableEveryMs = 1000
const memoryEveryMs = 1000
/** The power supply is asked this often, since that starts a program. */
const powerEveryMs = 60_000

/** Reads macOS and Windows: core times from the system itself, processes from its table, which is expensive. */
export class TableReader implements MachineReader {
  readonly immediate = false
  readonly shortestIntervalMs = 250
  readonly guardIntervalMs = 2000
  #root: number | null = null
  #tableReadMs = 0
  #table: readonly ProcessRow[] = []
  #memoryReadMs = 0
  #memory: MachineReading['memory'] = { usedBytes: 0, totalBytes: os.totalmem() }
  #powerReadMs = 0
  #onBattery = false
  #before = os.cpus().map(timesOf)
  #loads: readonly number[] = this.#before.map(() => 0)

  watch(rootPid: number | null): void {
    this.#root = rootPid
  }

  async readMemory(): Promise<readonly ProcessMemory[]> {
    const root = this.#root
    if (root === null) return []
    if (Date.now() - this.#tableReadMs >= tableEveryMs) {
      this.#tableReadMs = Date.now()
      this.#table = (await systeminformation.processes()).list
    }
    const family = new Set([root])
    for (let before = 0; before !== family.size;) {
      before = family.size
      for (const row of this.#table) if (family.has(row.parentPid)) family.add(row.pid)
    }
    return this.#table
      .filter((row) => family.has(row.pid))
      .map((row) => ({ pid: row.pid, rssBytes: row.memRss * 1024 }))
  }

  sharedOutBytes(): null {
    return null
  }

  async read(): Promise<MachineReading> {
    if (Date.now() - this.#memoryReadMs >= memoryEveryMs) {
      this.#memoryReadMs = Date.now()
      const { active, total } = await systeminformation.mem()
      this.#memory = { usedBytes: active, totalBytes: total }
    }
    if (Date.now() - this.#powerReadMs >= powerEveryMs) {
      this.#powerReadMs = Date.now()
      const { hasBattery, acConnected } = await systeminformation.battery()
      this.#onBattery = hasBattery && !acConnected
    }
    const processes = await this.readMemory()
    const [cores, onBattery, memory] = [this.#readLoads(), this.#onBattery, this.#memory]
    const ownRssBytes = process.memoryUsage.rss()
    return { cores, steal: null, onBattery, throttles: 0, mhz: null, memory, ownRssBytes, processes, threads: null }
  }

  #readLoads(): readonly number[] {
    const now = os.cpus().map(timesOf)
    this.#loads = now.map(({ busy, total }, core) => {
      const before = this.#before[core] ?? { busy: 0, total: 0 }
      const passed = total - before.total
      return passed > 0 ? Math.min(1, Math.max(0, (busy - before.busy) / passed)) : (this.#loads[core] ?? 0)
    })
    this.#before = now
    return this.#loads
  }
}

function timesOf({ times }: os.CpuInfo): { readonly busy: number; readonly total: number } {
  const busy = times.user + times.nice + times.sys + times.irq
  return { busy, total: busy + times.idle }
}
