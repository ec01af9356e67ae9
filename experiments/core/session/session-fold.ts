import { SampleThinning } from './sample-thinning.ts'
import type { LabelRecord } from './label.ts'
import type { ResumedRecord } from './resumed.ts'
import type {
  EndRecord,
  FactRecord,
  LapRecord,
  LockRecord,
  Session,
  SessionHeader,
  SessionRecord,
  TrialRecord,
  WarningRecord,
} from './session.ts'
import type { ClaimRecord } from './claim.ts'

/** Sorts the records of a session by kind as they come, for a session that still runs. */
export class SessionBuilder {
  #header: SessionHeader | null = null
  readonly #trials: TrialRecord[] = []
  readonly #unmonitored: TrialRecord[] = []
  readonly #laps: LapRecord[] = []
  readonly #samples = new SampleThinning()
  readonly #locks: LockRecord[] = []
  readonly #facts: FactRecord[] = []
  #warnings: readonly WarningRecord[] = []
  #claims: readonly ClaimRecord[] = []
  readonly #resumptions: ResumedRecord[] = []
  #label: LabelRecord | null = null
  #end: EndRecord | null = null

  get hasHeader(): boolean {
    return this.#header !== null
  }

  /** @throws {Error} when the first record is no header, or a later one is */
  add(record: SessionRecord): void {
    if (record.record === 'header') {
      if (this.#header !== null) throw new Error('a second header: two sessions are in one file; keep one of them')
      this.#header = record
      return
    }
    if (this.#header === null) {
      throw new Error(
        `a session starts with its header, but its first record is "${record.record}": its start is missing`,
      )
    }
    switch (record.record) {
      case 'trial':
        if (this.#header.monitor === 'pairs' && record.monitor === 'off') this.#unmonitored.push(record)
        else this.#trials.push(record)
        return
      case 'lap':
        this.#laps.push(record)
        return
      case 'sample':
        this.#samples.add(record)
        return
      case 'lock':
        this.#locks.push(record)
        return
      case 'fact':
        this.#facts.push(record)
        return
      case 'warning':
        this.#warnings = [...this.#warnings, record]
        return
      case 'claim':
        this.#claims = [...this.#claims.filter(({ id }) => id !== record.id), record]
        return
      case 'label':
        this.#label = record
        return
      case 'end':
        this.#end = record
        return
      case 'resumed':
        this.#header = { ...this.#header, rounds: record.rounds }
        this.#resumptions.push(record)
        this.#warnings = this.#warnings.filter(({ final }) => final !== true)
        this.#claims = []
        this.#end = null
        return
    }
  }

  /** The session so far. Its lists grow as records are added, except for the samples, which are thinned. */
  get session(): Session {
    if (this.#header === null) throw new Error('the session has no records yet: not even its header')
    return {
      header: this.#header,
      trials: this.#trials,
      unmonitored: this.#unmonitored,
      laps: this.#laps,
      samples: this.#samples.list(),
      locks: this.#locks,
      facts: this.#facts,
      warnings: this.#warnings,
      claims: this.#claims,
      resumptions: this.#resumptions,
      label: this.#label,
      end: this.#end,
    }
  }
}
