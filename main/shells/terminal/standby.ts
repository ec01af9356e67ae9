import { pinnedNode } from '../../node-path.ts'
import { StandbyTrial } from '../../runner/standby-trial.ts'
import { nodeTrial } from '../../runtimes/node-trial.ts'
import type { TerminalOptions } from './commands.ts'

/** Starts the process of a run's first trial while the rest of the lab is loaded. @throws where the pinned Node is missing */
export function startStandby({ programs }: Pick<TerminalOptions, 'programs'>): StandbyTrial {
  return new StandbyTrial(nodeTrial(pinnedNode(), programs), [programs.threadWorker])
}
