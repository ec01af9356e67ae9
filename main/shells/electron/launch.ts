import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hangUpEnds } from '../../system/hang-up.ts'
import { signalCodes } from '../end-signals.ts'

/** This variable names the file that the application makes when its window is there. */
export const windowShownFile = 'LOCKSTEP_WINDOW_SHOWN_FILE'

export interface LaunchOptions {
  readonly binary: string
  /** The folder of a build: the `main` of its package.json is the program. */
  readonly application: string
  readonly env: NodeJS.ProcessEnv
}

export type LaunchResult =
  | { readonly kind: 'ended'; readonly exitCode: number }
  /** Electron ended before it had a window, for example because a library or the sandbox is missing. */
  | { readonly kind: 'no-window'; readonly why: string }

/** Runs the lab in Electron, until its window is closed. */
export async function launchElectron({ binary, application, env }: LaunchOptions): Promise<LaunchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-launch-'))
  const shown = join(folder, 'shown')
  try {
    const end = await run(binary, application, { ...env, [windowShownFile]: shown })
    if (end.hungUp) return { kind: 'ended', exitCode: signalCodes.SIGHUP }
    if (end.exitCode === 0 || existsSync(shown)) return { kind: 'ended', exitCode: end.exitCode }
    return { kind: 'no-window', why: `Electron opened no window (${end.how})` }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface End {
  readonly exitCode: number
  readonly how: string
  /** The terminal that it was started from is gone. */
  readonly hungUp: boolean
}

function run(binary: string, folder: string, env: NodeJS.ProcessEnv): Promise<End> {
  const { ELECTRON_RUN_AS_NODE: _, ...clean } = env
  const application = spawn(binary, [folder], { stdio: 'inherit', env: clean })
  let hungUp = false
  const forwards = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => {
    const forward = () => {
      if (signal === 'SIGHUP' && !hangUpEnds) return
      hungUp ||= signal === 'SIGHUP'
      // A terminal's Ctrl-C reaches the application by itself; a second one would end it before the lab is closed.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) application.kill(signal)
    }
    process.on(signal, forward)
    return { signal, forward }
  })
  return new Promise((resolve) => {
    const done = (end: End) => {
      for (const { signal, forward } of forwards) process.off(signal, forward)
      resolve(end)
    }
    application.on('error', (error) => {
      done({ exitCode: 1, how: error.message, hungUp })
    })
    application.on('exit', (code, signal) => {
      if (code !== null) done({ exitCode: code, how: `exit code ${code}`, hungUp })
      else done({ exitCode: 1, how: signal ?? 'killed', hungUp })
    })
  })
}
