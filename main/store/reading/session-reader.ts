import { open, type FileHandle } from 'node:fs/promises'
import { SessionBuilder } from '../../../experiments/core/session/session-fold.ts'
import { sessionFormat, type Session, type SessionRecord } from '../../../experiments/core/session/session.ts'
import type { FilePosition, SessionPart } from '../../../preload/contract.ts'
import { parseRecord } from './parse-record.ts'

/** The file is no session that this version can read; the message says why and what to do. */
export class SessionUnreadable extends Error {
  override readonly name = 'SessionUnreadable'
}

const fileStart: FilePosition = { byte: 0, line: 0 }
/** Small enough that the lab answers others soon: reading and checking this much takes it some 20 ms. */
const partBytes = 1024 * 1024
const newline = 10

/**
 * Reads the records of about a megabyte of a session file. A last line that a crash cut off is left out.
 * @param from the start, or where the part before this one ended
 * @throws SessionUnreadable if any other line is bad, or the first one is no header
 */
export async function readPart(path: string, from: FilePosition = fileStart): Promise<SessionPart> {
  const file = await open(path)
  try {
    const { lines, endByte, fileBytes } = await readLines(file, from.byte, partBytes)
    const records: SessionRecord[] = []
    for (const [index, line] of lines.entries()) {
      const record = parseRecord(line)
      const isLast = index === lines.length - 1 && endByte >= fileBytes
      if (typeof record !== 'string') records.push(record)
      else if (!isLast) throw new SessionUnreadable(`${path}:${from.line + index + 1}: ${record}`)
    }
    if (from.byte === 0) checkHeader(path, records[0])
    const next = endByte < fileBytes ? { byte: endByte, line: from.line + lines.length } : null
    return { records, next, share: next === null ? 1 : endByte / fileBytes }
  } finally {
    await file.close()
  }
}

/**
 * Reads a whole session; between two of its parts others get their turn.
 * @throws SessionUnreadable as `readPart` does
 */
export async function readSession(path: string): Promise<Session> {
  return (await readToBuilder(path)).session
}

/** As `readSession`, for a session that goes on. */
export async function readToBuilder(path: string): Promise<SessionBuilder> {
  const builder = new SessionBuilder()
  for (let from: FilePosition | null = fileStart; from !== null;) {
    const part: SessionPart = await readPart(path, from)
    for (const record of part.records) builder.add(record)
    from = part.next
  }
  return builder
}

/** Whole lines of a file, without their ends; the last line of the file may have none. */
export interface FileLines {
  readonly lines: readonly string[]
  /** Where the next line begins. */
  readonly endByte: number
  readonly fileBytes: number
}

/** @param aboutBytes how much to read at once; a line that is longer is read whole nevertheless */
export async function readLines(file: FileHandle, fromByte: number, aboutBytes: number): Promise<FileLines> {
  const { size: fileBytes } = await file.stat()
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(aboutBytes), 0, aboutBytes, fromByte)
  const atEnd = bytesRead < aboutBytes || fromByte + bytesRead >= fileBytes
  const length = atEnd ? bytesRead : buffer.subarray(0, bytesRead).lastIndexOf(newline) + 1
  if (length === 0 && !atEnd) return await readLines(file, fromByte, 2 * aboutBytes)
  const lines = buffer.toString('utf8', 0, length).split('\n')
  if (lines.at(-1) === '') lines.pop()
  return { lines, endByte: atEnd ? fileBytes : fromByte + length, fileBytes }
}

/** @throws SessionUnreadable if the file does not begin with a header, or a later Lockstep wrote it */
function checkHeader(path: string, record: SessionRecord | undefined): void {
  if (record === undefined) throw new SessionUnreadable(`${path}: holds no session: its first line is no header`)
  if (record.record !== 'header') throw new SessionUnreadable(`${path}: its first line is no header`)
  if (record.format > sessionFormat) {
    throw new SessionUnreadable(
      `${path}: has format ${record.format}; this Lockstep reads up to ${sessionFormat}: update Lockstep to open it`,
    )
  }
}
