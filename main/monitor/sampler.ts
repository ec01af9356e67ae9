import type { SampleRecord } from '../../experiments/core/session.ts'
import type { MachineReader, MachineReading } from './machine-reader.ts'
import type { MonitorReport, TrialWatch } from './messages.ts'

export interface SamplerOptions {
  readonly reader: MachineReader
  readonly nowUs: () => number
  /** CPU time so far of the thread that this runs in. */
  cpuMs(): number
  ownRssBytes(): number
  report(message: MonitorReport): void
}

/** A timer may fire a hair too early. */
const earlyUs = 1000

/**
 * Decides what is looked at when. Samples are due at a steady pace; those that come due while an earlier one is still
 * being taken are skipped, never queued. In between, and where no samples are wanted, the memory limit is looked at.
 */
export class Sampler {
  readonly #options: SamplerOptions
  #intervalMs = 1000
  #trial: TrialWatch | null = null
  #dueUs = 0
  #cpuBeforeMs = 0
  /** Whether the loads of the next reading are those since a reading before that belongs to the same time. */
  #primed = false

  constructor(options: SamplerOptions) {
    this.#options = options
    this.#cpuBeforeMs = options.cpuMs()
  }

  sampleEvery(intervalMs: number): void {
    this.#intervalMs = Math.max(intervalMs, this.#options.reader.shortestIntervalMs)
    this.#dueUs = this.#options.nowUs()
  }

  watch(trial: TrialWatch | null): void {
    this.#trial = trial
    this.#options.reader.watch(trial?.pid ?? null)
    if (trial?.samples === false) this.#primed = false
  }

  /** How long until it is to look again. */
  get waitMs(): number {
    const { reader, nowUs } = this.#options
    const guardMs = Math.max(reader.shortestIntervalMs, reader.guardIntervalMs)
    if (this.#trial?.samples === false) return guardMs
    const untilDueMs = Math.max(1, Math.ceil((this.#dueUs - nowUs()) / 1e3))
    return this.#trial === null ? untilDueMs : Math.min(guardMs, untilDueMs)
  }

  async look(): Promise<void> {
    const { reader, nowUs } = this.#options
    const trial = this.#trial
    const clockUs = nowUs()
    const isDue = clockUs >= this.#dueUs - earlyUs && trial?.samples !== false
    if (!isDue) {
      if (trial !== null) this.#guard(trial, await reader.readMemory(clockUs))
      return
    }
    const everyUs = this.#intervalMs * 1e3
    const missed = Math.max(0, Math.floor((clockUs - this.#dueUs) / everyUs))
    this.#dueUs += (missed + 1) * everyUs
    const reading = await reader.read(clockUs)
    // another trial may have begun while a slow system answered
    if (trial !== this.#trial) return
    if (trial !== null) this.#guard(trial, reading.processes)
    if (this.#primed) this.#report(clockUs, reading, trial)
    this.#primed = true
  }

  #guard(trial: TrialWatch, processes: MachineReading['processes']): void {
    const rssBytes = processes.reduce((sum, process) => sum + process.rssBytes, 0)
    if (trial.pid !== null && rssBytes > trial.memoryLimitBytes)
      this.#options.report({ type: 'over-limit', pid: trial.pid, rssBytes })
  }

  #report(clockUs: number, reading: MachineReading, trial: TrialWatch | null): void {
    const sample = sampleOf(reading, trial?.pid ?? null, this.#options.ownRssBytes())
    // what was done since the last sample, its reporting and the looks in between with it
    const cpuMs = this.#options.cpuMs()
    const costMs = Math.max(0, round(cpuMs - this.#cpuBeforeMs, 3))
    this.#cpuBeforeMs = cpuMs
    this.#options.report({ type: 'sample', clockUs, sample: { ...sample, costMs } })
  }
}

/** Numbers are cut to what is known: a session holds thousands of samples. */
function sampleOf(
  { cores, steal, onBattery, throttles, memory, processes, threads }: MachineReading,
  trialPid: number | null,
  ownRssBytes: number,
): Omit<SampleRecord, 'atMs' | 'costMs'> {
  return {
    record: 'sample',
    cores: cores.map((load) => round(load, 2)),
    ...(steal === null || steal === 0 ? {} : { steal: round(steal, 4) }),
    ...(onBattery ? { onBattery } : {}),
    ...(throttles > 0 ? { throttles } : {}),
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
