import type { Programs } from '../system/programs.ts'
import type { TrialCommand } from '../trial/spawn-trial.ts'

/** How the pinned Node runs a trial. */
export function nodeTrial(nodePath: string, programs: Pick<Programs, 'trial'>): TrialCommand {
  return {
    command: [nodePath, programs.trial],
    // the pool's size is the worker count of the executor `pool`, and Node's own choice for all others
    env: { UV_THREADPOOL_SIZE: undefined },
  }
}
