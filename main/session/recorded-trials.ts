import { conditionId } from '../../experiments/core/names/condition-name.ts'
import type { Session, TrialRecord } from '../../experiments/core/session/session.ts'
import { conditionKey, type MonitoredCondition } from './monitored-conditions.ts'

/**
 * The trials that a session had before it was resumed. The rounds go through their plan from its start and take these in
 * place of running them again, so that all that follows from a trial is as it would be without the interruption. A trial
 * that was cancelled does not count: it runs again.
 */
export class RecordedTrials {
  /** The number of the next trial: no record of the session has it, not even the laps of a trial that did not end. */
  readonly next: number
  readonly #inPairs: boolean
  readonly #byPlace = new Map<string, TrialRecord[]>()
  readonly #checksums = new Map<number, string>()

  constructor({ header, trials, unmonitored, laps, locks, facts }: Session) {
    this.#inPairs = header.monitor === 'pairs'
    this.next = [trials, unmonitored, laps, locks, facts].reduce(
      (next, records) => records.reduce((most, { trial }) => Math.max(most, trial + 1), next),
      0,
    )
    for (const { trial, checksum } of laps) this.#checksums.set(trial, checksum)
    for (const trial of [...trials, ...unmonitored]) {
      if (trial.outcome.kind === 'cancelled') continue
      const { round, turn = 1, monitor } = trial
      const place = this.#place(round, conditionId(trial), turn, monitor)
      this.#byPlace.set(place, [...(this.#byPlace.get(place) ?? []), trial])
    }
  }

  has(round: number, condition: MonitoredCondition): boolean {
    return this.#at(round, condition).length > 0
  }

  /** @returns the trials of a turn in a round, the next one at each call, and then null */
  take(round: number, condition: MonitoredCondition): TrialRecord | null {
    return this.#at(round, condition).shift() ?? null
  }

  checksumOf({ trial }: TrialRecord): string | null {
    return this.#checksums.get(trial) ?? null
  }

  #at(round: number, condition: MonitoredCondition): TrialRecord[] {
    return this.#byPlace.get(this.#place(round, conditionKey(condition), condition.turn, condition.monitor)) ?? []
  }

  #place(round: number, condition: string, turn: number, monitor: TrialRecord['monitor']): string {
    return `${round} ${condition} ${turn}${this.#inPairs ? ` ${monitor ?? ''}` : ''}`
  }
}
