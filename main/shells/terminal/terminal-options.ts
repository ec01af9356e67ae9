import type { Programs } from '../../system/programs.ts'

export interface TerminalOptions {
  readonly version: string
  /** The folder of the build that runs. To Electron it is an application. */
  readonly build: string
  readonly programs: Programs
}
