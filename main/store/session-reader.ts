import { readdirSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import type { SampleRecord } from '../../experiments/core/sample.ts'
import { sessionFormat, type SessionRecord } from '../../experiments/core/session.ts'
import { parseRecord } from './parse-record.ts'
import { eachLine, type TakeLine } from './record-lines.ts'
import { eachScannedLine } from './scanned-lines.ts'
import { SessionUnreadable } from './session-unreadable.ts'
import { sessionExtension } from './session-writer.ts'
import { ThinnedRecords } from './thinned-records.ts'

/**
 * All records of a session file; of a long session's samples those that `SampleThinning` keeps. A last line that was
 * cut off by a crash is left out; any other bad line is an error.
 * @param scanner the program of a thread that helps with a long one: it comes out the same, but sooner
 */
export async function readSession(path: string, scanner: string | null = null): Promise<SessionRecord[]> {
  const records = new ThinnedRecords()
  let bad: { line: number; why: string } | null = null
  let line = 0
  const take: TakeLine = (bytes, start, end, figures) => {
    line++
    if (bad !== null) throw new SessionUnreadable(`${path}:${String(bad.line)}: ${bad.why}`)
    if (figures !== null && !records.isEmpty) {
      records.addFigures(figures, () => {
        const text = bytes.toString('latin1', start, end)
        return () => wholeSample(parseRecord(text))
      })
      return
    }
    const parsed = parseRecord(bytes.toString('utf8', start, end))
    if (typeof parsed === 'string') {
      bad = { line, why: parsed }
      return
    }
    if (records.isEmpty) checkHeader(path, parsed)
    records.add(parsed)
  }
  if (scanner !== null && (await isLong(path))) await eachScannedLine(path, scanner, take)
  else await eachLine(path, take)
  if (records.isEmpty) throw new SessionUnreadable(`${path}: holds no session: its first line is no header`)
  return records.list()
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

function checkHeader(path: string, record: SessionRecord): void {
  if (record.record !== 'header') throw new SessionUnreadable(`${path}: its first line is no header`)
  if (record.format > sessionFormat) {
    throw new SessionUnreadable(
      `${path}: has format ${String(record.format)}; this Lockstep reads up to ${String(sessionFormat)}: update Lockstep to open it`,
    )
  }
}

export interface SessionSummary {
  readonly path: string
  readonly id: string
  readonly header: Extract<SessionRecord, { record: 'header' }>
  readonly end: Extract<SessionRecord, { record: 'end' }> | null
}

/** The sessions of a folder, newest first; files that cannot be read are left out. Reads the first and last lines only. */
export async function listSessions(folder: string): Promise<SessionSummary[]> {
  let names: string[]
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(sessionExtension))
  } catch {
    return []
  }
  const summaries = await Promise.all(
    names
      .sort()
      .reverse()
      .map((name) => summarise(join(folder, name))),
  )
  return summaries.filter((summary) => summary !== null)
}

const endBytes = 65_536

async function summarise(path: string): Promise<SessionSummary | null> {
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      const head = await firstLine(file)
      const from = Math.max(0, size - endBytes)
      const tail = (await file.read(Buffer.alloc(size - from), 0, size - from, from)).buffer.toString('utf8')
      const header = parseRecord(head)
      const last = parseRecord(tail.trimEnd().split('\n').at(-1) ?? '')
      if (typeof header === 'string' || header.record !== 'header') return null
      const end = typeof last !== 'string' && last.record === 'end' ? last : null
      return { path, id: basename(path, sessionExtension), header, end }
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}

async function firstLine(file: Awaited<ReturnType<typeof open>>): Promise<string> {
  const chunk = Buffer.alloc(65_536)
  let text = ''
  for (let at = 0; !text.includes('\n'); at += chunk.length) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at)
    if (bytesRead === 0) break
    text += chunk.toString('utf8', 0, bytesRead)
  }
  return text.split('\n')[0] ?? ''
}
