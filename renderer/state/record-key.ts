import type { SessionRecord } from '../../experiments/core/session/session.ts'

/** More than twice as many as a trial has laps: 1,000, and 1,000 for warming up. */
const keysOfTrial = 8192

/**
 * What makes a record the same record: while a session is fetched its newest records may arrive twice, once with the
 * answer and once as an event. A number for those of which a session has tens of thousands.
 */
export function recordKey(record: SessionRecord): string | number {
  switch (record.record) {
    case 'header':
      return 'header'
    case 'end':
      return `end ${record.atMs}`
    case 'trial':
      return record.trial * keysOfTrial
    case 'lap':
      return record.trial * keysOfTrial + 1 + 2 * record.lap
    case 'lock':
      return record.trial * keysOfTrial + 2 + 2 * record.lap
    case 'sample':
      return `sample ${record.atMs}`
    case 'warning':
      return `warning ${record.atMs} ${record.kind} ${record.message}`
    case 'claim':
      // A claim is decided anew when a session was taken up again.
      return `claim ${JSON.stringify(record)}`
    case 'fact':
      return `fact ${JSON.stringify(record)}`
  }
}
