/**
 * The process of a run's first trial, which starts before anything else of the lab is even loaded. An entry of its own:
 * `start.mjs` imports it before it looks whether the build is current, and `terminal` finds it started.
 */
import { pinnedNode } from '../../system/node-path.ts'
import { programsIn } from '../../system/programs.ts'
import { StandbyTrial } from '../../trial/standby-trial.ts'
import { nodeTrial } from '../../runtimes/node-trial.ts'

const programs = programsIn(import.meta.dirname)

/** Null where the pinned Node is missing. */
function startStandby(): StandbyTrial | null {
  try {
    return new StandbyTrial(nodeTrial(pinnedNode(), programs), [programs.threadWorker])
  } catch {
    return null
  }
}

export const standby = startStandby()
