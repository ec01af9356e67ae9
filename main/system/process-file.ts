import { readStat } from './process-stat.ts'
import { isTheSame, startOf, thisPlace, whereabouts } from './process-mark.ts'

/** Whether the process still runs; "unknown" on another machine, or in another container. */
export type ProcessState = 'runs' | 'ended' | 'unknown'

/** @returns the name of a file that says which process holds something: this one */
export function ownProcessName(): string {
  const { host, boot, pids } = thisPlace()
  return [host, boot, pids, process.pid, startOf(process.pid) ?? 'any'].join('.')
}

/** What the name of such a file says: the number of the process, and what has become of it. */
export function processNamed(name: string): { readonly pid: number; readonly state: ProcessState } {
  const [host = '', boot = '', pids = '', number = '', start = ''] = name.split('.')
  const pid = Number(number)
  switch (whereabouts({ host, boot, pids })) {
    case 'here':
      return { pid, state: (start === 'any' ? isThere(pid) : lives(pid, start)) ? 'runs' : 'ended' }
    case 'past':
      return { pid, state: 'ended' }
    case 'elsewhere':
      return { pid, state: 'unknown' }
  }
}

/** A zombie has ended, although whoever started it has not asked yet. */
function lives(pid: number, start: string): boolean {
  return isTheSame(pid, start) && readStat(pid)?.state !== 'Z'
}

/** Without a start time, a later process of the same number is taken for the one that was named. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
