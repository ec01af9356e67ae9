import type { FileHandle } from 'node:fs/promises'
import type { ClaimRecord } from '../../../experiments/core/session/claim.ts'
import type { LabelRecord } from '../../../experiments/core/session/label.ts'
import type { EndRecord, SessionRecord } from '../../../experiments/core/session/session.ts'
import { parseRecord } from './parse-record.ts'
import { readLines } from './session-reader.ts'

/** What a session's last records say of it as a whole. */
export interface SessionTail {
  readonly end: EndRecord | null
  readonly claims: readonly ClaimRecord[]
  readonly label: LabelRecord | null
}

/** What follows the last trial of a session that is over is usually shorter than this. */
const tailBytes = 65_536
/** Nothing that Lockstep writes behind the last trial is longer than this. */
const mostTailBytes = 32 * 1024 * 1024
const partBytes = 1024 * 1024
const labelStart = '{"record":"label"'

/** Reads from the end of a session's file back to the last record that was measured. */
export async function readTail(file: FileHandle, aboutBytes = tailBytes): Promise<SessionTail> {
  const { size } = await file.stat()
  const from = Math.max(0, size - aboutBytes)
  const { lines } = await readLines(file, from, aboutBytes)
  // the first line of a part is cut off, unless it is the file's
  const last = closingRecords(from === 0 ? lines : lines.slice(1))
  if (last === null && from > 0 && aboutBytes < mostTailBytes) return await readTail(file, 8 * aboutBytes)
  const records = last ?? []
  const end = records.findLast((record) => record.record === 'end') ?? null
  const claims = records.filter((record) => record.record === 'claim')
  const label = records.findLast((record) => record.record === 'label') ?? null
  return { end, claims, label: label ?? (end === null ? await lastLabel(file) : null) }
}

/** @returns the records behind the last that was measured; null if that lies before these lines */
function closingRecords(lines: readonly string[]): readonly SessionRecord[] | null {
  const records: SessionRecord[] = []
  for (const line of lines.toReversed()) {
    const record = line === '' ? null : parseRecord(line)
    // a crash cuts off the last line
    if (record === null || typeof record === 'string') continue
    if (!['end', 'claim', 'label', 'warning'].includes(record.record)) return records.reverse()
    records.push(record)
  }
  return null
}

/** A session without an end, because its lab died, was named while it ran: its label may be anywhere. */
async function lastLabel(file: FileHandle): Promise<LabelRecord | null> {
  let found: LabelRecord | null = null
  for (let from = 0; ;) {
    const { lines, endByte, fileBytes } = await readLines(file, from, partBytes)
    for (const line of lines) {
      const record = line.startsWith(labelStart) ? parseRecord(line) : null
      if (record !== null && typeof record !== 'string' && record.record === 'label') found = record
    }
    if (endByte >= fileBytes || endByte <= from) return found
    from = endByte
  }
}
