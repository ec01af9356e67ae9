import { labelRecord, type LabelChange, type LabelRecord } from '../../../experiments/core/session/label.ts'
import { summaryOf } from '../reading/session-list.ts'
import { SessionWriter } from '../session-writer.ts'

/**
 * Names or notes a session that is not being measured.
 * @throws SessionHeld, SessionFileError or SessionUnreadable; the file then has all that it had
 */
export async function labelSession(path: string, change: LabelChange): Promise<LabelRecord> {
  const file = SessionWriter.reopen(path)
  try {
    const { label, end } = await summaryOf(path)
    const record = labelRecord(label, change, new Date())
    file.mendEnd()
    file.write(record)
    if (end !== null) file.write(end)
    file.sync()
    return record
  } finally {
    file.close()
  }
}
