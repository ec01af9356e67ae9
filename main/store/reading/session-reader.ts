import type { FileHandle } from 'node:fs/promises'
import { SessionBuilder } from '../../../experiments/core/session/session-fold.ts'
import {
  sessionFormat,
  type Session,
  type SessionHeader,
  type SessionRecord,
} from '../../../experiments/core/session/session.ts'
import type { FilePosition, SessionPart } from '../../../preload/contract.ts'
import { NoSuchFileKind, openRegularFile } from '../../system/regular-file.ts'
import { DamagedLines } from './damaged-lines.ts'
import { parseRecord } from './parse-record.ts'

/** The file is no session that this version can read; the message says why and what to do. */
export class SessionUnreadable extends Error {
  override readonly name = 'SessionUnreadable'
}

const fileStart: FilePosition = { byte: 0, line: 0 }
/** Small enough that the lab answers others soon: reading and checking this much takes it some 20 ms. */
const partBytes = 1024 * 1024
/** No record is longer: a trial's messages end at 16 MiB. */
const longestLineBytes = 32 * 1024 * 1024
const shownOfLine = 100
const newline = 10

/**
 * Reads the records of about a megabyte of a session file. A last line that a crash cut off is left out. Any other line
 * that is bad is left out too, and a warning says so.
 * @param from the start, or where the part before this one ended
 * @throws SessionUnreadable if the first line is no header
 */
export async function readPart(path: string, from: FilePosition = fileStart): Promise<SessionPart> {
  const file = await openSession(path)
  try {
    const { lines, endByte, fileBytes } = await readLines(file, from.byte, partBytes)
    const records: SessionRecord[] = []
    const damaged = new DamagedLines()
    for (const [index, line] of lines.entries()) {
      const record = parseRecord(line)
      const isFirst = from.byte === 0 && index === 0
      const isLast = index === lines.length - 1 && endByte >= fileBytes
      if (isFirst) records.push(headerOf(path, record))
      else if (typeof record === 'string') damaged.add(from.line + index + 1, record, isLast)
      else if (record.record === 'header') damaged.add(from.line + index + 1, 'is a second header', false)
      else records.push(record)
    }
    if (from.byte === 0 && lines.length === 0) headerOf(path, null)
    if (damaged.warning !== null) records.push(damaged.warning)
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

/**
 * @param aboutBytes how much to read at once; a line that is longer is read whole nevertheless, unless it is too long for
 *   a record: of that, only the beginning is read
 */
export async function readLines(file: FileHandle, fromByte: number, aboutBytes: number): Promise<FileLines> {
  const { size: fileBytes } = await file.stat()
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(aboutBytes), 0, aboutBytes, fromByte)
  const atEnd = bytesRead < aboutBytes || fromByte + bytesRead >= fileBytes
  const length = atEnd ? bytesRead : buffer.subarray(0, bytesRead).lastIndexOf(newline) + 1
  if (length === 0 && !atEnd) {
    if (aboutBytes < longestLineBytes) return await readLines(file, fromByte, 2 * aboutBytes)
    const endByte = await endOfLine(file, fromByte + aboutBytes, buffer)
    return { lines: [buffer.toString('utf8', 0, shownOfLine)], endByte, fileBytes }
  }
  const lines = buffer.toString('utf8', 0, length).split('\n')
  if (lines.at(-1) === '') lines.pop()
  return { lines, endByte: atEnd ? fileBytes : fromByte + length, fileBytes }
}

/** @returns where the next line begins, or the file ends */
async function endOfLine(file: FileHandle, fromByte: number, buffer: Buffer): Promise<number> {
  for (let at = fromByte; ;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
    const end = buffer.subarray(0, bytesRead).indexOf(newline)
    if (end >= 0) return at + end + 1
    at += bytesRead
    if (bytesRead === 0) return at
  }
}

/** @throws SessionUnreadable if there is none that can be read */
async function openSession(path: string): Promise<FileHandle> {
  try {
    return await openRegularFile(path)
  } catch (error) {
    throw error instanceof NoSuchFileKind ? new SessionUnreadable(error.message) : error
  }
}

/**
 * @param record the first line's, or what is wrong with that; null if there is no line
 * @throws SessionUnreadable if it is no header, or a later Lockstep wrote it
 */
export function headerOf(path: string, record: SessionRecord | string | null): SessionHeader {
  if (record === null)
    throw new SessionUnreadable(`${path} is empty: its run has measured nothing yet, or ended before it did`)
  if (typeof record === 'string' || record.record !== 'header') {
    const why = typeof record === 'string' ? `it ${record}` : `it is a record of another kind (${record.record})`
    throw new SessionUnreadable(`${path} is damaged, or no session: its first line is no header: ${why}`)
  }
  if (record.format > sessionFormat) {
    throw new SessionUnreadable(
      `${path}: has format ${record.format}; this Lockstep reads up to ${sessionFormat}: update Lockstep to open it`,
    )
  }
  return record
}
