import { SessionBuilder } from '../../experiments/core/session/session-fold.ts'
import type { Session, SessionRecord } from '../../experiments/core/session/session.ts'

/**
 * The session that a file's records tell. One without an end is unfinished: its `end` is null.
 * @throws {Error} when there are no records, or the first is no header
 */
export function foldSession(records: Iterable<SessionRecord>): Session {
  const builder = new SessionBuilder()
  for (const record of records) builder.add(record)
  return builder.session
}
