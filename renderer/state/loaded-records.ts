import type { SessionRecord } from '../../experiments/core/session/session.ts'

/** Knows which records a session's file brought: records that were written while it was read also come as events. */
export class LoadedRecords {
  readonly #keys = new Set<string>()
  /** Enough for samples, which come in the order of time: a file may have a million of them. */
  #lastSampleMs = Number.NEGATIVE_INFINITY

  get isEmpty(): boolean {
    return this.#keys.size === 0
  }

  add(record: SessionRecord): void {
    if (record.record === 'sample') this.#lastSampleMs = record.atMs
    else this.#keys.add(keyOf(record))
  }

  has(record: SessionRecord): boolean {
    return record.record === 'sample' ? record.atMs <= this.#lastSampleMs : this.#keys.has(keyOf(record))
  }
}

function keyOf(record: SessionRecord): string {
  switch (record.record) {
    case 'trial':
      return `trial ${record.trial}`
    case 'lap':
    case 'lock':
      return `${record.record} ${record.trial} ${record.lap}`
    default:
      return JSON.stringify(record)
  }
}
