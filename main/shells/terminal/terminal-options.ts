import type { Programs } from '../../system/programs.ts'
import type { StandbyTrial } from '../../trial/standby-trial.ts'

export interface TerminalOptions {
  readonly version: string
  /** The project's (or the installed application's) folder. */
  readonly root: string
  readonly programs: Programs
  /** For `run`; null where it could not be started, which a run then says why. */
  readonly standby: StandbyTrial | null
}
