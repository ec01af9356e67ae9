import { readdirSync } from 'node:fs'
import { stat, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { EndRecord, SessionHeader } from '../../../experiments/core/session/session.ts'
import { openRegularFile } from '../../system/regular-file.ts'
import { sessionExtension } from '../session-writer.ts'
import { parseRecord } from './parse-record.ts'
import { headerOf, readLines } from './session-reader.ts'

export interface SessionSummary {
  readonly kind: 'session'
  readonly path: string
  readonly id: string
  readonly header: SessionHeader
  readonly end: EndRecord | null
}

/** A file, or the folder itself, of which no session can be told. */
export interface UnreadableSession {
  readonly kind: 'unreadable'
  readonly path: string
  readonly id: string
  readonly changedAt: Date
  /** In a sentence, with what to do if that is known. */
  readonly why: string
}

export type ListedSession = SessionSummary | UnreadableSession

/** A process may have some thousand files open at once, and has other uses for them. */
const openAtOnce = 16

/** Lists the sessions of a folder, newest first, by their first and last lines. */
export async function listSessions(folder: string): Promise<readonly ListedSession[]> {
  let names: string[]
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(sessionExtension))
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return isAbsent ? [] : [await unreadable(folder, error)]
  }
  const paths = names
    .sort()
    .reverse()
    .map((name) => join(folder, name))
  const listed: ListedSession[] = []
  for (let at = 0; at < paths.length; at += openAtOnce)
    listed.push(...(await Promise.all(paths.slice(at, at + openAtOnce).map(summarise))))
  return listed
}

/** A header or an end is usually shorter than this. */
const lineBytes = 65_536

async function summarise(path: string): Promise<ListedSession> {
  try {
    const file = await openRegularFile(path)
    try {
      return { kind: 'session', path, id: basename(path, sessionExtension), ...(await firstAndLast(path, file)) }
    } finally {
      await file.close()
    }
  } catch (error) {
    return await unreadable(path, error)
  }
}

/** @throws SessionUnreadable if the first line is no header */
async function firstAndLast(path: string, file: FileHandle): Promise<Pick<SessionSummary, 'header' | 'end'>> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, 0)
  // a long file of something else is not searched for its first line
  if (bytesRead === 1 && buffer.toString() !== '{') headerOf(path, 'does not begin with {')
  const head = await readLines(file, 0, lineBytes)
  const header = headerOf(path, head.lines.length === 0 ? null : parseRecord(head.lines[0] ?? ''))
  const tail = await readLines(file, Math.max(0, head.fileBytes - lineBytes), lineBytes)
  const last = parseRecord(tail.lines.findLast((line) => line !== '') ?? '')
  return { header, end: typeof last !== 'string' && last.record === 'end' ? last : null }
}

async function unreadable(path: string, error: unknown): Promise<UnreadableSession> {
  const changedAt = await stat(path).then(
    ({ mtime }) => mtime,
    () => new Date(0),
  )
  const why = error instanceof Error ? error.message : String(error)
  return { kind: 'unreadable', path, id: basename(path, sessionExtension), changedAt, why }
}
