import type { Programs } from '../../system/programs.ts'

export interface TerminalOptions {
  readonly version: string
  /** The project's (or the installed application's) folder. */
  readonly root: string
  readonly programs: Programs
}
