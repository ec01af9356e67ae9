import type { SessionRecord } from '../experiments/core/session.ts'

/**
 * What makes a record the same record: while a session is fetched its newest records may arrive twice, once with the
 * answer and once as an event.
 */
export function recordKey(record: SessionRecord): string {
  switch (record.record) {
    case 'header':
      return 'header'
    case 'end':
      return `end ${String(record.atMs)}`
    case 'trial':
      return `trial ${String(record.trial)}`
    case 'lap':
    case 'lock':
      return `${record.record} ${String(record.trial)} ${String(record.lap)}`
    case 'sample':
      return `sample ${String(record.atMs)}`
    case 'warning':
      return `warning ${String(record.atMs)} ${record.kind} ${record.message}`
    case 'claim':
      // A claim is decided anew when a session was taken up again.
      return `claim ${JSON.stringify(record)}`
    case 'fact':
      return `fact ${JSON.stringify(record)}`
  }
}
