import { readFileSync } from 'node:fs'

/** Ends a trial's whole process group at once. A group that is gone already is no error. */
export function killGroup(pgid: number): void {
  try {
    if (process.platform === 'win32') process.kill(pgid, 'SIGKILL')
    else process.kill(-pgid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error
  }
}

/** What tells a process from a later one with the same pid: its start in clock ticks since boot; null where it is gone. */
export function startTicks(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    // field 22, counted behind the name, which may itself hold spaces and brackets
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

export function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return null
  }
}
