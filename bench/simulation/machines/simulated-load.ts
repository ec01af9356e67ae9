import type { TrialLoad } from '../../../experiments/core/session/trial-load.ts'
import { loadBetween, type Account } from '../../../main/monitor/other-load.ts'
import type { ProcessCpu } from '../../../main/monitor/proc-cpu-times.ts'
import { neighbourCores, type Hardware } from './hardware.ts'

/** Numbers that no process has, so that no name of a real one is looked up. */
const [lab, neighbour] = [2 ** 30, 2 ** 30 + 1]
/** The lab and the system do a little all the time. */
const littleCores = 0.02

export interface TrialUse {
  readonly workers: number
  /** The time of all laps, and the CPU time that their workers used. */
  readonly lapsMs: number
  readonly cpuMs: number
}

/** What the lab's own meter makes of a trial: what neighbours did is in the account of the cores, and seen if they are. */
export function simulatedLoad(hardware: Hardware, { workers, lapsMs, cpuMs }: TrialUse): TrialLoad | null {
  const neighbourMs = neighbourCores(hardware, workers) * lapsMs
  const littleMs = littleCores * lapsMs
  const shown = hardware.neighbours.seen && neighbourMs > 0
  const before: Account = { atMs: 0, processes: [program(lab, 0, 0)], cores: { busyMs: 0, stolenMs: 0, some: null } }
  const after: Account = {
    atMs: lapsMs,
    processes: [program(lab, littleMs / 2, cpuMs), ...(shown ? [program(neighbour, neighbourMs, 0)] : [])],
    cores: { busyMs: cpuMs + neighbourMs + littleMs, stolenMs: 0, some: null },
  }
  return loadBetween(before, after, { lab, groups: [] }, cpuMs)
}

function program(pid: number, ownMs: number, childrenMs: number): ProcessCpu {
  const rest = { parent: 1, group: pid, state: 'R', startTicks: '1', core: 0, kernel: false }
  return { pid, name: pid === lab ? 'lab' : 'neighbour', ownMs, childrenMs, ...rest }
}
