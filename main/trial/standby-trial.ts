import { isDeepStrictEqual } from 'node:util'
import { killGroup } from '../system/process-group.ts'
import { newLabId, spawnTrial, type TrialCommand, type TrialProcess } from './spawn-trial.ts'

/**
 * A trial's process that starts while the lab is still being loaded, for the first trial of its first run. For a
 * calibration only: it has started beside other work, and so tells nothing of how long a start takes. Where the lab is
 * killed before it has a request, it finds its stdin closed and ends.
 */
export class StandbyTrial {
  readonly labId = newLabId()
  readonly #command: TrialCommand
  #waiting: TrialProcess | null

  /** @param spare further arguments for a process that has to wait for its request */
  constructor(command: TrialCommand, spare: readonly string[]) {
    this.#command = command
    this.#waiting = spawnTrial({ ...command, command: [...command.command, ...spare] }, this.labId)
    // it is missed when it is taken, not before
    this.#waiting.child.on('error', () => undefined)
    this.#waiting.child.stdin.on('error', () => undefined)
  }

  /** Null where it could not be started, or is no longer held. */
  get pid(): number | null {
    return this.#waiting?.child.pid ?? null
  }

  /** @returns the process, once, where it lives and would have been started for this command just so */
  take(command: TrialCommand): TrialProcess | null {
    const waiting = this.#waiting
    if (waiting === null || !isDeepStrictEqual(command, this.#command)) return null
    const { pid, exitCode, signalCode } = waiting.child
    if (pid === undefined || exitCode !== null || signalCode !== null) return null
    this.#waiting = null
    return waiting
  }

  /** Ends the process if nobody took it. */
  close(): void {
    const { pid } = this
    this.#waiting = null
    if (pid !== null) killGroup(pid)
  }
}
