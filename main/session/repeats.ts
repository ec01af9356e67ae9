import { conditionName } from '../../experiments/core/names/condition-name.ts'
import { disturbanceOf, disturbanceText } from '../../experiments/core/curves/disturbance.ts'
import type { SessionHeader, TrialRecord } from '../../experiments/core/session/session.ts'

/** So many may be repeated whatever the share: the first trials of a session tell nothing of it. */
const fewRepeats = 2
/** Where more trials than this are disturbed, their repeats would be as well. */
const mostRepeatedShare = 0.2

/** Decides which disturbed trials are measured once more within their round (DESIGN §6). */
export class Repeats {
  readonly #header: SessionHeader
  #trials = 0
  #disturbed = 0

  constructor(header: SessionHeader) {
    this.#header = header
  }

  /**
   * @returns whether the trial is worth a repeat, and for the first disturbed one what a person should know at once
   */
  after(trial: TrialRecord): { readonly again: boolean; readonly notice: string | null } {
    this.#trials++
    const disturbance = disturbanceOf(trial, this.#header)
    if (disturbance === null) return { again: false, notice: null }
    this.#disturbed++
    const exception = this.#disturbed <= Math.max(fewRepeats, mostRepeatedShare * this.#trials)
    const notice = `Other programs are busy: while ${conditionName(trial)} ran, ${disturbanceText(disturbance)}. Trials like this are marked as disturbed.`
    return {
      again: exception && trial.outcome.kind === 'ok' && !this.#header.quick,
      notice: this.#disturbed === 1 ? notice : null,
    }
  }
}
