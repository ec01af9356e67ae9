import { procIsOwn } from '../../system/own-proc.ts'
import { CoreLoads } from './core-loads.ts'
import { Frequency } from './frequency.ts'
import { isOnBattery } from './power-supply.ts'
import type { MachineReader, MachineReading, ProcessMemory } from './machine-reader.ts'
import { OpenFiles, ProcFile } from './proc-file.ts'
import { ProcessTree } from './process-tree.ts'
import { ResidentMemory } from './resident-memory.ts'
import { sharedOutBytes } from './shared-out-memory.ts'
import { Throttling } from './throttling.ts'

/** The number of files kept open: a process may open 1,024 by default, and the lab needs many of them. */
const mostOpenFiles = 600
const memoryEveryUs = 500_000
const powerEveryUs = 5_000_000

/** Reads everything from /proc: about 0.2 ms a sample, and some 15 µs more for each process that runs. */
export class LinuxReader implements MachineReader {
  readonly immediate = true
  readonly shortestIntervalMs = 20
  readonly guardIntervalMs = 200
  readonly #files = new OpenFiles(mostOpenFiles)
  readonly #loads = new CoreLoads(this.#files)
  readonly #tree = new ProcessTree(this.#files)
  readonly #meminfo = new ProcFile('/proc/meminfo', this.#files)
  readonly #text = Buffer.alloc(256)
  readonly #own = new ResidentMemory('/proc/self', this.#files)
  readonly #throttling = new Throttling(this.#files)
  readonly #frequency = new Frequency(this.#files)
  #onBattery = false
  #powerReadUs = Number.NEGATIVE_INFINITY
  #memory: MachineReading['memory'] = { usedBytes: 0, totalBytes: 0 }
  #ownRssBytes = 0
  #memoryReadUs = Number.NEGATIVE_INFINITY

  watch(rootPid: number | null): void {
    this.#tree.watch(procIsOwn() ? rootPid : null)
  }

  readMemory(nowUs: number): readonly ProcessMemory[] {
    return this.#tree.memory(nowUs)
  }

  sharedOutBytes(processes: readonly ProcessMemory[]): number {
    return sharedOutBytes(processes)
  }

  read(nowUs: number): MachineReading {
    const processes = this.#tree.memory(nowUs)
    const { cores, steal } = this.#loads.read()
    if (nowUs - this.#memoryReadUs >= memoryEveryUs) {
      this.#memory = this.#readMachineMemory()
      this.#ownRssBytes = this.#own.rssBytes()
      this.#memoryReadUs = nowUs
    }
    if (nowUs - this.#powerReadUs >= powerEveryUs) {
      this.#onBattery = isOnBattery()
      this.#powerReadUs = nowUs
    }
    const [onBattery, throttles, mhz] = [this.#onBattery, this.#throttling.read(), this.#frequency.readMhz()]
    const [memory, ownRssBytes, threads] = [this.#memory, this.#ownRssBytes, this.#tree.threads(nowUs)]
    return { cores, steal, onBattery, throttles, mhz, memory, ownRssBytes, processes, threads }
  }

  #readMachineMemory(): MachineReading['memory'] {
    const text = this.#text.toString('latin1', 0, this.#meminfo.read(this.#text))
    const bytes = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024
    const totalBytes = bytes('MemTotal')
    return { usedBytes: totalBytes - bytes('MemAvailable'), totalBytes }
  }
}
