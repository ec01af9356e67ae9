import { findElectron } from '../../main/shells/electron/binary.ts'
import type * as Electron from 'electron'
import type { Page } from '@playwright/test'
import { launchRealElectron } from './real-electron.ts'
import { launchStandIn } from './stand-in-app.ts'

export interface LaunchOptions {
  readonly home: string
}

/** The application as a test drives it, on Electron or on the stand-in alike. */
export interface DrivenApp {
  readonly firstWindow: Page
  /** Runs the function, of which only the text gets there, in the application's main process. */
  evaluate<Result, Argument = undefined>(
    run: (electron: typeof Electron, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>
  /** The next window that opens while `open` runs. */
  windowFrom(open: () => Promise<unknown>): Promise<Page>
  /** @returns what the main process has printed so far */
  readonly output: () => string
  exited(): Promise<number | null>
  kill(): Promise<void>
}

export type ElectronKind =
  { readonly kind: 'electron'; readonly binary: string } | { readonly kind: 'stand-in'; readonly why: string }

/** Real Electron where its binary and a display are there. */
export function availableElectron(): ElectronKind {
  const binary = findElectron(process.env)?.binary() ?? null
  if (binary === null) return { kind: 'stand-in', why: "Electron's binary has not been fetched" }
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? ''
  if (process.platform === 'linux' && display === '') return { kind: 'stand-in', why: 'there is no display' }
  return { kind: 'electron', binary }
}

export function launchApp(kind: ElectronKind, options: LaunchOptions): Promise<DrivenApp> {
  return kind.kind === 'electron' ? launchRealElectron(kind.binary, options) : launchStandIn(options)
}
