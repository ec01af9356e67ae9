import type { Programs } from '../../system/programs.ts'

export interface TerminalOptions {
  readonly version: string
  /** This is the folder of the project, or of the installed application. */
  readonly root: string
  readonly programs: Programs
}
