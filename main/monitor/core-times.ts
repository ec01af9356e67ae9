import { readFileSync } from 'node:fs'
import { tickMs } from '../system/process-stat.ts'

/** How long the cores that this process may run on computed for programs so far, and were taken by a hypervisor. */
export interface CoreTimes {
  readonly busyMs: number
  readonly stolenMs: number
  /** The cores are some of the machine's, and others may do what they like. */
  readonly some: ReadonlySet<number> | null
}

/** The columns of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal; guests are part of user (proc_stat(5)). */
const [user, nice, system, steal] = [0, 1, 2, 7] as const

/**
 * Reads Linux's account of the cores. Interrupts are left out: they are nobody's program.
 * @param allowed the cores that this process may run on; null for all
 */
export function coreTimes(allowed: ReadonlySet<number> | null, stat = readFileSync('/proc/stat', 'latin1')): CoreTimes {
  const all = [...stat.matchAll(/^cpu(\d+) (.*)$/gm)].map(([, core, columns = '']) => ({
    core: Number(core),
    ticks: columns.trim().split(/\s+/).map(Number),
  }))
  const own = all.filter(({ core }) => allowed?.has(core) ?? true)
  // lxcfs shows a container its own cores under numbers of their own
  const some = own.length > 0 && own.length < all.length
  const ms = (columns: readonly number[]): number =>
    (some ? own : all).reduce((sum, { ticks }) => columns.reduce((part, at) => part + (ticks[at] ?? 0), sum), 0) *
    tickMs
  return { busyMs: ms([user, nice, system]), stolenMs: ms([steal]), some: some ? allowed : null }
}
