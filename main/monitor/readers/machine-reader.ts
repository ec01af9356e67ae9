export interface ProcessMemory {
  readonly pid: number
  readonly rssBytes: number
}

export interface MachineReading {
  /** The load of each logical core since the reading before, 0 … 1. */
  readonly cores: readonly number[]
  /** The share of all cores' time that a hypervisor gave to others; null if the system does not say. */
  readonly steal: number | null
  readonly memory: { readonly usedBytes: number; readonly totalBytes: number }
  readonly onBattery: boolean
  /** How often the processor slowed down to stay cool since the reading before. */
  readonly throttles: number
  /** How fast the cores ran that were looked at; null if the system does not say. */
  readonly mhz: number | null
  /** The memory of the lab's own process. */
  readonly ownRssBytes: number
  /** The processes of the trial that is watched; empty if none is. */
  readonly processes: readonly ProcessMemory[]
  /** Threads as session samples have them; null if the system does not list them. */
  readonly threads: readonly number[][] | null
}

/** Reads one kind of system. */
export interface MachineReader {
  /** Whether readings come at once, never as a promise. */
  readonly immediate: boolean
  /** The shortest interval between readings: more of them would cost too much, or repeat themselves. */
  readonly shortestIntervalMs: number
  /** The interval for the memory limit while no samples are wanted. */
  readonly guardIntervalMs: number
  /** Watches the trial's process and all below it; null for none. */
  watch(rootPid: number | null): void
  /** Reads only what the memory limit takes. */
  readMemory(nowUs: number): Promise<readonly ProcessMemory[]> | readonly ProcessMemory[]
  /** @returns the memory of all with shared pages shared out; null if the system does not tell */
  sharedOutBytes(processes: readonly ProcessMemory[]): number | null
  read(nowUs: number): Promise<MachineReading> | MachineReading
}
