import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { SampleFigures, WholeSample } from '../../../experiments/core/session/sample-thinning.ts'
import type { SampleRecord } from '../../../experiments/core/session/sample.ts'
import { sessionFormat, type SessionRecord } from '../../../experiments/core/session/session.ts'
import { parseRecord } from './parse-record.ts'
import { eachLine, type TakeLine } from './record-lines.ts'
import { eachScannedLine } from './scanned-lines.ts'
import { SessionUnreadable } from './session-unreadable.ts'

/** What becomes of the records of a file, in their order. */
export interface RecordTaker {
  /** A sample as the lab writes it. See `SampleThinning.addFigures`. */
  sample(figures: SampleFigures, keep: () => WholeSample): void
  /** Whether it takes any other line, but the first one, as it is: then no record is made of it. */
  takesText?(text: string): boolean
  /** The header comes first. */
  record(record: SessionRecord): void
}

/** @throws SessionUnreadable where any but the last line is bad, or all are, or the first one is no header */
export async function eachRecord(path: string, scanner: string | null, taker: RecordTaker): Promise<void> {
  let bad: { line: number; why: string } | null = null
  let line = 0
  let sound = 0
  const take: TakeLine = (bytes, start, end, figures) => {
    line++
    if (bad !== null) throw new SessionUnreadable(`${path}:${bad.line}: ${bad.why}`)
    if (figures !== null && line > 1) {
      taker.sample(figures, () => {
        const text = bytes.toString('latin1', start, end)
        return () => wholeSample(parseRecord(text))
      })
      return
    }
    const text = bytes.toString('utf8', start, end)
    if (line === 1 || taker.takesText?.(text) !== true) {
      const parsed = parseRecord(text)
      if (typeof parsed === 'string') {
        bad = { line, why: parsed }
        return
      }
      if (line === 1) checkHeader(path, parsed)
      taker.record(parsed)
    }
    sound++
  }
  if (scanner !== null && (await isLong(path))) await eachScannedLine(path, scanner, take)
  else await eachLine(path, take)
  if (sound === 0) throw new SessionUnreadable(`${path}: holds no session: its first line is no header`)
}

/** Below that a thread takes longer to start than it saves. */
const longBytes = 16 * 1024 * 1024

async function isLong(path: string): Promise<boolean> {
  return availableParallelism() > 1 && (await stat(path)).size >= longBytes
}

/** Of a line that the scan has read: anything else would be its fault. */
function wholeSample(parsed: SessionRecord | string): SampleRecord {
  if (typeof parsed === 'object' && parsed.record === 'sample') return parsed
  throw new Error(`the scan took for a sample what is none: ${JSON.stringify(parsed)}`)
}

/** @throws SessionUnreadable where a file does not begin with this record, or a later Lockstep wrote it */
function checkHeader(path: string, record: SessionRecord): void {
  if (record.record !== 'header') throw new SessionUnreadable(`${path}: its first line is no header`)
  if (record.format > sessionFormat) {
    throw new SessionUnreadable(
      `${path}: has format ${record.format}; this Lockstep reads up to ${sessionFormat}: update Lockstep to open it`,
    )
  }
}
