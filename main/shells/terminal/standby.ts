import { pinnedNode } from '../../node-path.ts'
import type { Programs } from '../../programs.ts'
import { StandbyTrial } from '../../runner/standby-trial.ts'
import { nodeTrial } from '../../runtimes/node-trial.ts'

/** Null where the pinned Node is missing. */
export function startStandby(programs: Programs): StandbyTrial | null {
  try {
    return new StandbyTrial(nodeTrial(pinnedNode(), programs), [programs.threadWorker])
  } catch {
    return null
  }
}
