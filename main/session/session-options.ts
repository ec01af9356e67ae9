import type { Experiment } from '../../experiments/core/definition/experiment.ts'
import type { Plan } from '../../experiments/core/plan/plan.ts'
import type { FileHash } from '../../experiments/core/session/file-hash.ts'
import type { Machine } from '../../experiments/core/session/machine.ts'
import type { LabEvents } from '../../preload/contract.ts'
import type { RunRequest } from '../../preload/requests.ts'
import type { Monitor } from '../monitor/monitor.ts'
import type { Reaper } from '../reaper/reaper.ts'
import type { Programs } from '../system/programs.ts'
import type { InstalledRuntime } from '../trial/runtime.ts'

export interface SessionOptions {
  readonly experiment: Experiment
  readonly plan: Plan
  readonly seed: number
  readonly quick: boolean
  /** The experiment's file, or null for one of the catalogue. */
  readonly file: string | null
  /** What is executed of the user's own, as they agreed to it; no trial runs once one of them has changed. */
  readonly files: readonly FileHash[]
  /** What the lab was asked to run, for the header. */
  readonly request: RunRequest
  readonly labVersion: string
  readonly sessionsFolder: string
  readonly machine: Machine
  readonly runtimes: readonly InstalledRuntime[]
  readonly monitor: Monitor
  readonly reaper: Reaper
  readonly programs: Programs
  readonly nodePath: string
  readonly events: Pick<LabEvents, 'records' | 'progress'>
}
