import { readFileSync } from 'node:fs'

/** Ends a whole process group at once. A group that is gone already is no error. */
export function killGroup(pgid: number): void {
  try {
    if (process.platform === 'win32') process.kill(pgid, 'SIGKILL')
    else process.kill(-pgid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error
  }
}

/** Returns an id that changes with every start of the machine, or null on systems other than Linux. */
export function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return null
  }
}
