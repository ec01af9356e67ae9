import type { ProcessCpu } from './proc-cpu-times.ts'

/** The lab's own process, and process groups that belong to it wherever they are. */
export interface Ours {
  readonly lab: number
  readonly groups: readonly number[]
}

/**
 * The processes that are no other programs: the lab, all that it has started, which in Electron is the window too, and
 * what these have started.
 */
export function oursAmong(processes: readonly ProcessCpu[], { lab, groups }: Ours): ReadonlySet<number> {
  const ours = new Set(processes.flatMap(({ pid, group }) => (pid === lab || groups.includes(group) ? pid : [])))
  for (let before = 0; before !== ours.size;) {
    before = ours.size
    for (const { pid, parent } of processes) if (ours.has(parent)) ours.add(pid)
  }
  return ours
}

/** What they used so far, with what those left behind that have ended and were waited for. */
export function usedByOursMs(processes: readonly ProcessCpu[], ours: ReadonlySet<number>): number {
  return processes.reduce((sum, { pid, ownMs, childrenMs }) => (ours.has(pid) ? sum + ownMs + childrenMs : sum), 0)
}
