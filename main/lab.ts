import type { LabApi, LabEvents } from '../preload/contract.ts'
import type { Programs } from './programs.ts'
import type { Dialogs } from './shell.ts'

export interface LabOptions {
  readonly version: string
  readonly shell: 'electron' | 'browser'
  readonly dialogs: Dialogs | null
  /** The data folder: sessions, settings, the journal of live process groups. */
  readonly home: string
  readonly programs: Programs
}

/** The machine side as one object: what every shell carries to its window. */
export interface Lab {
  readonly api: LabApi
  /** @returns the function that ends the subscription */
  subscribe(events: LabEvents): () => void
  /** Ends whatever runs, its whole process tree, and the monitor. */
  close(): Promise<void>
}
