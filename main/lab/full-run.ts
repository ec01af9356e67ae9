import type { Machine } from '../../experiments/core/session/machine.ts'
import { isSameMachine } from '../../experiments/core/session/same-machine.ts'
import type { SessionSummary } from '../store/reading/session-list.ts'

/**
 * Whether a session measured an experiment whole, in full, and on this machine.
 * @param file the experiment's; null for a built-in one
 */
export function isFullRun(
  { header, end }: Pick<SessionSummary, 'header' | 'end'>,
  experimentId: string,
  file: string | null,
  machine: Pick<Machine, 'hostname' | 'cpu'>,
): boolean {
  return (
    header.experiment.id === experimentId &&
    header.experiment.file === file &&
    end?.reason === 'complete' &&
    !header.quick &&
    isSameMachine(header.machine, machine)
  )
}
