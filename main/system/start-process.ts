import { ChildProcess, spawn, type SpawnOptions } from 'node:child_process'

/** The folder to start in is never left to chance: it may be a stranger's. */
export type StartOptions = SpawnOptions & { readonly cwd: string }

/**
 * Starts a program. Whatever keeps the system from it comes as the process's `error` event: Node throws some of these
 * errors (ENOMEM), and leaves the streams out with others (EMFILE). A process that did not start has no `pid`.
 */
export function startProcess(
  [program, ...programArguments]: readonly [string, ...string[]],
  options: StartOptions,
): ChildProcess {
  try {
    return spawn(program, programArguments, { windowsHide: true, ...options })
  } catch (error) {
    const failed = new ChildProcess()
    process.nextTick(() => failed.emit('error', error))
    return failed
  }
}

/** A group of its own can be ended with all that the program starts (`killGroup`). Windows has no such groups. */
export const ownGroup: Pick<SpawnOptions, 'detached'> = { detached: process.platform !== 'win32' }
