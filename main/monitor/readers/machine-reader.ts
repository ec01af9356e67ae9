export interface ProcessMemory {
  readonly pid: number
  readonly rssBytes: number
}

/** What one look at the machine finds. */
export interface MachineReading {
  /** Load of each logical core since the reading before, 0 … 1. */
  readonly cores: readonly number[]
  /** The share of all cores' time that a hypervisor gave to others; null where the system does not tell. */
  readonly steal: number | null
  readonly memory: { readonly usedBytes: number; readonly totalBytes: number }
  readonly onBattery: boolean
  /** How often the processor slowed down to stay cool since the reading before. */
  readonly throttles: number
  /** Of the lab's own process. */
  readonly ownRssBytes: number
  /** Of the trial that is watched: empty where none is. */
  readonly processes: readonly ProcessMemory[]
  /** As session samples have them; null where the system does not tell. */
  readonly threads: readonly number[][] | null
}

/** How one kind of system is looked at. */
export interface MachineReader {
  /** Whether it answers at once, never with a promise. */
  readonly immediate: boolean
  /** Looked at more often, it would cost too much, or repeat itself. */
  readonly shortestIntervalMs: number
  /** The same for the memory limit while no samples are wanted. */
  readonly guardIntervalMs: number
  /** The trial's process, with all below it; null for none. */
  watch(rootPid: number | null): void
  /** Only what the memory limit takes. */
  readMemory(nowUs: number): Promise<readonly ProcessMemory[]> | readonly ProcessMemory[]
  read(nowUs: number): Promise<MachineReading> | MachineReading
}
