import { randomUUID } from 'node:crypto'
import type { Workload } from '../../experiments/core/definition/experiment.ts'
import type { Series } from '../../experiments/core/names/series.ts'
import { describeMachine } from '../../main/machine/machine.ts'
import { Monitor } from '../../main/monitor/monitor.ts'
import { pinnedNode } from '../../main/system/node-path.ts'
import type { Programs } from '../../main/system/programs.ts'
import { Reaper } from '../../main/reaper/reaper.ts'
import type { TrialRun } from '../../main/trial/trial-process.ts'
import { TrialRunner } from '../../main/trial/trial-runner.ts'
import { thisMachine } from '../../main/runtimes/discovery/this-machine.ts'
import { InstalledRuntimes } from '../../main/runtimes/installed-runtimes.ts'
import { findNode } from '../../main/runtimes/node-runtime.ts'
import type { InstalledRuntime } from '../../main/trial/runtime.ts'
import type { TrialRequest } from '../../main/trial/trial-request.ts'

/** These are the values of an experiment that does not say otherwise. */
const samplingMs = 250
const timeoutMs = 60_000
const memoryLimitBytes = 2 * 1024 ** 3
const anyWorkload: Workload = { kind: 'kernel', kernel: 'primes', size: 1, tasks: 'auto' }

/** Trials as the lab runs them, under its monitor and its reaper, but one at a time, as a bench asks for them. */
export class LabTrials {
  /** P. */
  readonly usableCores: number
  readonly runtimes: readonly InstalledRuntime[]
  readonly #runner: TrialRunner
  readonly #monitor: Monitor
  readonly #reaper: Reaper

  private constructor(
    usableCores: number,
    runtimes: readonly InstalledRuntime[],
    runner: TrialRunner,
    monitor: Monitor,
    reaper: Reaper,
  ) {
    this.usableCores = usableCores
    this.runtimes = runtimes
    this.#runner = runner
    this.#monitor = monitor
    this.#reaper = reaper
  }

  /** @param series Pythons are looked for that they can run on */
  static async open(
    programs: Programs,
    home: string,
    signal: AbortSignal,
    series: readonly Series[] = [],
  ): Promise<LabTrials> {
    const nodePath = pinnedNode()
    const node = await findNode(nodePath, programs)
    const { usableCores } = await describeMachine(node.info.version)
    const installed = new InstalledRuntimes({ node, programs, home, machine: thisMachine(), named: {} })
    const { runtimes } = await installed.forSession(series, anyWorkload)
    const reaper = Reaper.start({ nodePath, program: programs.reaper, labId: randomUUID(), home })
    const monitor = Monitor.start(programs.monitor, { sample: () => undefined, overLimit: () => undefined })
    monitor.sampleEvery(samplingMs)
    const runner = new TrialRunner({
      runtimes,
      reaper,
      monitor,
      programs,
      nodePath,
      timeoutMs,
      memoryLimitBytes,
      signal,
      onPrint: () => undefined,
    })
    return new LabTrials(usableCores, runtimes, runner, monitor, reaper)
  }

  /** @throws where the trial did not succeed: a bench of failed trials would be one of something else */
  async run(request: TrialRequest): Promise<TrialRun> {
    const run = await this.#runner.run(request)
    if (run.outcome.kind === 'ok') return run
    throw new Error(`a trial of ${request.series} × ${request.workers} ${run.outcome.message}`)
  }

  async close(): Promise<void> {
    await this.#monitor.close()
    await this.#reaper.close()
  }
}
