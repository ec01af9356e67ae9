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
  // field 22
  return fieldsBehindName(pid)?.[19] ?? null
}

/** Whether a process has ended, though whoever started it has not yet asked how. */
export function isZombie(pid: number): boolean {
  return fieldsBehindName(pid)?.[0] === 'Z'
}

/** `/proc/<pid>/stat` from its third field on; the name before them may itself hold spaces and brackets. */
function fieldsBehindName(pid: number): readonly string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
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
