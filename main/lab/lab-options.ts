import type { NamedInterpreters } from '../runtimes/discovery/named-interpreter.ts'
import type { Programs } from '../system/programs.ts'
import type { Dialogs } from './dialogs.ts'

export interface LabOptions {
  readonly version: string
  readonly shell: 'electron' | 'browser' | 'terminal'
  readonly dialogs: Dialogs | null
  /** Shows a folder on the desktop; without one, a person is told where it is. */
  readonly showFolder?: (path: string) => Promise<void>
  /** The data folder: sessions, settings, the journal of live process groups. */
  readonly home: string
  readonly programs: Programs
  /** The pinned Node that trials run in. */
  readonly nodePath: string
  /** Interpreters for this launch, in place of those that would be chosen (`--runtime`). */
  readonly named?: NamedInterpreters
}
