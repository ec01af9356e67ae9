import { MemoryGuard } from './memory-guard.ts'
import type { MachineReader, MachineReading } from './readers/machine-reader.ts'
import type { TakenSample, TrialWatch } from './messages.ts'

export interface SamplerOptions {
  readonly reader: MachineReader
  readonly nowUs: () => number
  /** @returns the CPU time so far of the thread that this runs in */
  cpuMs(): number
  take(sample: TakenSample): void
  overLimit(pid: number, rssBytes: number): void
}

/** A timer may fire this much too early. */
const earlyUs = 1000

/**
 * Decides when the machine is looked at, and for what. Samples are due at a steady pace; those that come due while an
 * earlier one is still being taken are skipped, never queued. In between, and if no samples are wanted, the memory is
 * looked at for the limit.
 */
export class Sampler {
  readonly #options: SamplerOptions
  readonly #memoryGuard: MemoryGuard
  #intervalMs = 1000
  #trial: TrialWatch | null = null
  #dueUs = 0
  #cpuBeforeMs = 0
  /** Whether the loads of the next reading cover only the time since a reading of this pace. */
  #primed = false

  constructor(options: SamplerOptions) {
    this.#options = options
    this.#memoryGuard = new MemoryGuard((processes) => options.reader.sharedOutBytes(processes))
    this.#cpuBeforeMs = options.cpuMs()
  }

  get intervalMs(): number {
    return this.#intervalMs
  }

  sampleEvery(intervalMs: number): void {
    this.#intervalMs = Math.max(intervalMs, this.#options.reader.shortestIntervalMs)
    this.#dueUs = this.#options.nowUs()
  }

  watch(trial: TrialWatch | null): void {
    this.#trial = trial
    this.#memoryGuard.reset()
    this.#options.reader.watch(trial?.pid ?? null)
    if (trial?.samples === false) this.#primed = false
  }

  /** @returns how long until the next look */
  get waitMs(): number {
    const { reader, nowUs } = this.#options
    const guardMs = Math.max(reader.shortestIntervalMs, reader.guardIntervalMs)
    if (this.#trial?.samples === false) return guardMs
    const untilDueMs = Math.max(1, Math.ceil((this.#dueUs - nowUs()) / 1e3))
    return this.#trial === null ? untilDueMs : Math.min(guardMs, untilDueMs)
  }

  /** @returns a promise only if the system takes its time to answer */
  look(): Promise<void> | undefined {
    const { reader, nowUs } = this.#options
    const trial = this.#trial
    const clockUs = nowUs()
    const isDue = clockUs >= this.#dueUs - earlyUs && trial?.samples !== false
    if (!isDue) {
      if (trial === null) return
      return whenKnown(reader.readMemory(clockUs), (processes) => {
        this.#guard(trial, processes, clockUs)
      })
    }
    const everyUs = this.#intervalMs * 1e3
    const missed = Math.max(0, Math.floor((clockUs - this.#dueUs) / everyUs))
    this.#dueUs += (missed + 1) * everyUs
    return whenKnown(reader.read(clockUs), (reading) => {
      // another trial may have begun while a slow system answered
      if (trial !== this.#trial) return
      if (trial !== null) this.#guard(trial, reading.processes, clockUs)
      if (this.#primed) this.#take(clockUs, reading, trial)
      this.#primed = true
    })
  }

  #guard(trial: TrialWatch, processes: MachineReading['processes'], nowUs: number): void {
    if (trial.pid === null) return
    const heldBytes = this.#memoryGuard.excess(processes, trial.memoryLimitBytes, nowUs)
    if (heldBytes !== null) this.#options.overLimit(trial.pid, heldBytes)
  }

  #take(clockUs: number, reading: MachineReading, trial: TrialWatch | null): void {
    const sample = sampleOf(reading, trial?.pid ?? null)
    // the cost since the last sample, with handing it on and the looks in between
    const cpuMs = this.#options.cpuMs()
    const costMs = Math.max(0, round(cpuMs - this.#cpuBeforeMs, 3))
    this.#cpuBeforeMs = cpuMs
    this.#options.take({ clockUs, sample: { ...sample, costMs } })
  }
}

/** Uses an answer at once if it is there already: the thread may be asleep before a promise would settle. */
function whenKnown<T>(answer: Promise<T> | T, take: (answer: T) => void): Promise<void> | undefined {
  if (answer instanceof Promise) return answer.then(take)
  take(answer)
  return undefined
}

/** Rounds numbers to what is known, since a session holds thousands of samples. */
function sampleOf(
  { cores, steal, onBattery, throttles, mhz, memory, ownRssBytes, processes, threads }: MachineReading,
  trialPid: number | null,
): Omit<TakenSample['sample'], 'costMs'> {
  return {
    record: 'sample',
    cores: cores.map((load) => round(load, 2)),
    ...(steal === null || steal === 0 ? {} : { steal: round(steal, 4) }),
    ...(onBattery ? { onBattery } : {}),
    ...(throttles > 0 ? { throttles } : {}),
    ...(mhz === null ? {} : { mhz: Math.round(mhz) }),
    memory,
    processes: [
      { pid: process.pid, role: 'lab', rssBytes: ownRssBytes },
      ...processes.map(({ pid, rssBytes }) => ({
        pid,
        role: pid === trialPid ? ('trial' as const) : ('worker' as const),
        rssBytes,
      })),
    ],
    ...(threads === null || threads.length === 0 ? {} : { threads: [...threads] }),
  }
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}
