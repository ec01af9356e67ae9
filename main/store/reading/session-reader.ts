import type { SessionRecord } from '../../../experiments/core/session/session.ts'
import { eachRecord } from './session-lines.ts'
import { ThinnedRecords } from '../thinned-records.ts'

/**
 * All records of a session file; of a long session's samples those that `SampleThinning` keeps. A last line that was
 * cut off by a crash is left out; any other bad line is an error.
 * @param scanner the program of a thread that helps with a long one: it comes out the same, but sooner
 */
export async function readSession(path: string, scanner: string | null = null): Promise<SessionRecord[]> {
  const records = new ThinnedRecords()
  await eachRecord(path, scanner, {
    sample(figures, keep) {
      records.addFigures(figures, keep)
    },
    record(record) {
      records.add(record)
    },
  })
  return records.list()
}
