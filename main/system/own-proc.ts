import { readFileSync } from 'node:fs'

let known: boolean | null = null

/**
 * Whether /proc calls the processes by the numbers that this process knows them by (Linux). In a PID namespace without a
 * /proc of its own it shows that of another one: there `/proc/self` is this process all the same, but `/proc/4711` is a
 * stranger.
 */
export function procIsOwn(): boolean {
  known ??= isOwn(ownStatus(), process.pid)
  return known
}

/** @param status of this process, as /proc/self/status has it: NSpid lists its number in each namespace that /proc sees */
export function isOwn(status: string, pid: number): boolean {
  const [, numbers] = /^NSpid:\s+(.+)$/m.exec(status) ?? /^Pid:\s+(.+)$/m.exec(status) ?? []
  return numbers === String(pid)
}

function ownStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'latin1')
  } catch {
    return ''
  }
}
