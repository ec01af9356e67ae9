import { conditionName } from '../../experiments/core/names/condition-name.ts'
import { disturbanceOf, disturbanceText } from '../../experiments/core/session/disturbance.ts'
import type { SessionHeader, TrialRecord } from '../../experiments/core/session/session.ts'

/** This many trials may be repeated whatever their share, which the first trials of a session do not show yet. */
const fewRepeats = 2
/** If more trials than this are disturbed, their repeats would be disturbed as well. */
const mostRepeatedShare = 0.2

/**
 * Decides which trials are measured once more within their round (docs/method.md): disturbed ones, and those that somebody
 * stopped or that ran into their timeout, which a moment in which the machine stood still may have caused.
 */
export class Repeats {
  readonly #header: SessionHeader
  #trials = 0
  #disturbed = 0

  constructor(header: SessionHeader) {
    this.#header = header
  }

  /**
   * @returns whether the trial is to be repeated, and a notice for the person at the first disturbed trial
   */
  after(trial: TrialRecord): { readonly again: boolean; readonly notice: string | null } {
    this.#trials++
    const stoodStill = trial.outcome.kind === 'timeout' || (trial.outcome.kind === 'ok' && trial.stopped === true)
    const disturbance = disturbanceOf(trial, this.#header)
    if (disturbance === null) return { again: stoodStill, notice: null }
    this.#disturbed++
    const exception = this.#disturbed <= Math.max(fewRepeats, mostRepeatedShare * this.#trials)
    const notice = `Other programs are busy: while ${conditionName(trial)} ran, ${disturbanceText(disturbance)}. Trials like this are marked as disturbed.`
    return {
      again: stoodStill || (exception && trial.outcome.kind === 'ok' && !this.#header.quick),
      notice: this.#disturbed === 1 ? notice : null,
    }
  }
}
