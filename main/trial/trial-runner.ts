import os from 'node:os'
import { mostMemoryByDefaultBytes, workerMemoryByDefaultBytes } from '../../experiments/core/definition/experiment.ts'
import { wholeCpuMs } from '../../experiments/core/session/lap-cpu.ts'
import type { Outcome } from '../../experiments/core/session/outcome.ts'
import type { TrialLoad } from '../../experiments/core/session/trial-load.ts'
import type { Monitor } from '../monitor/monitor.ts'
import { startLoadMeter, type LoadMeter } from '../monitor/other-load.ts'
import type { Programs } from '../system/programs.ts'
import type { InstalledRuntime } from './runtime.ts'
import type { Reaper } from '../reaper/reaper.ts'
import { openKernelResources, type KernelResources } from './kernel-resources.ts'
import type { TrialRequest } from './trial-request.ts'
import { startTrial, type RunningTrial, type TrialRun } from './trial-process.ts'

export interface TrialRunnerOptions {
  readonly runtimes: readonly InstalledRuntime[]
  readonly reaper: Reaper
  readonly monitor: Monitor
  readonly programs: Programs
  readonly nodePath: string
  readonly timeoutMs: number
  /** The file's; null for the default. */
  readonly memoryLimitBytes: number | null
  readonly signal: AbortSignal
  readonly onPrint: (text: string) => void
}

/** A trial, and what else the machine did meanwhile; null if that is not known. */
export interface ObservedRun extends TrialRun {
  readonly load: TrialLoad | null
}

/** Runs one trial at a time, under the monitor's eye. */
export class TrialRunner {
  readonly #options: TrialRunnerOptions
  #running: RunningTrial | null = null
  #limitBytes = 0

  constructor(options: TrialRunnerOptions) {
    this.#options = options
  }

  /** @param samples whether the monitor takes any meanwhile; the memory limit holds either way */
  async run(request: TrialRequest, samples = true): Promise<ObservedRun> {
    const { runtimes, reaper, monitor, timeoutMs, signal, onPrint } = this.#options
    const memoryLimitBytes = this.#options.memoryLimitBytes ?? usualLimitBytes(request.workers)
    this.#limitBytes = memoryLimitBytes
    if (signal.aborted) return notRun({ kind: 'cancelled', message: 'was cancelled' })
    const runtime = runtimes.find(({ info }) => info.runtime === request.runtime)
    if (runtime === undefined) return notRun({ kind: 'crashed', message: `${request.runtime} is not installed` })
    const prepared = runtime.prepare(request)
    if (prepared.kind === 'cannot') return notRun({ kind: 'crashed', message: prepared.why })
    let resources: KernelResources
    try {
      resources = await openKernelResources(request.workload, this.#options)
    } catch (error) {
      return notRun({
        kind: 'crashed',
        message: `could not start: ${error instanceof Error ? error.message : String(error)}`,
      })
    }
    const { command, cwd } = runtime
    const env = { ...runtime.env, ...prepared.env, ...resources.env }
    let meter: LoadMeter | null = null
    const onReady = (): void => {
      try {
        meter = startLoadMeter({ lab: process.pid, groups: reaper.groups })
      } catch {
        // no descriptor is free to look at the machine with: what else it did is then not known
      }
    }
    // before the trial starts, so that no sample is taken while it starts
    if (!samples) monitor.watchTrial({ pid: null, memoryLimitBytes, samples })
    const trial = startTrial({ command, cwd, env, request, timeoutMs, reaper, signal, onPrint, onReady })
    this.#running = trial
    monitor.watchTrial({ pid: trial.pid, memoryLimitBytes, samples })
    try {
      const run = await trial.result
      const outcome = runtime.explain?.(run.outcome) ?? run.outcome
      return { ...run, outcome, load: await loadOf(meter, run) }
    } finally {
      resources.close()
      monitor.watchTrial(null)
      this.#running = null
    }
  }

  /** Ends the trial, whose processes the monitor saw hold more memory than they may. */
  overLimit(pid: number, heldBytes: number): void {
    if (this.#running?.pid !== pid) return
    const mib = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`
    this.#running.stop({
      kind: 'out-of-memory',
      message: `its processes held ${mib(heldBytes)}, more than the limit of ${mib(this.#limitBytes)} (memoryLimit in the file), and were ended`,
    })
  }
}

async function loadOf(meter: LoadMeter | null, { laps }: TrialRun): Promise<TrialLoad | null> {
  try {
    return (await meter?.read(laps.reduce((sum, lap) => sum + wholeCpuMs(lap), 0))) ?? null
  } catch {
    return null
  }
}

function notRun(outcome: Outcome): ObservedRun {
  return {
    outcome,
    pids: [],
    processStartMs: null,
    startupMs: null,
    startMethod: null,
    laps: [],
    facts: [],
    load: null,
  }
}

function usualLimitBytes(workers: number): number {
  return Math.min(Math.max(mostMemoryByDefaultBytes, workers * workerMemoryByDefaultBytes), os.freemem() / 2)
}
