import { readdirSync } from 'node:fs'
import { stat, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { SessionHeader } from '../../../experiments/core/session/session.ts'
import { openRegularFile } from '../../system/regular-file.ts'
import { sessionExtension } from '../session-writer.ts'
import { parseRecord } from './parse-record.ts'
import { headerOf, readLines } from './session-reader.ts'
import { readTail, type SessionTail } from './session-tail.ts'

export interface SessionSummary extends SessionTail {
  readonly kind: 'session'
  readonly path: string
  readonly id: string
  readonly header: SessionHeader
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

/** What was read of a file, as it was then: of most sessions nothing changes between two listings. */
export type KnownFiles = Map<string, { readonly state: string; readonly summary: SessionSummary }>

/** Lists the sessions of a folder, newest first, by their first and last lines. */
export async function listSessions(folder: string, known: KnownFiles = new Map()): Promise<readonly ListedSession[]> {
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
  for (let at = 0; at < paths.length; at += openAtOnce) {
    const some = paths.slice(at, at + openAtOnce)
    listed.push(...(await Promise.all(some.map((path) => summarise(path, known)))))
  }
  return listed
}

/** A header is usually shorter than this. */
const lineBytes = 65_536

async function summarise(path: string, known: KnownFiles): Promise<ListedSession> {
  try {
    return await summaryOf(path, known)
  } catch (error) {
    return await unreadable(path, error)
  }
}

/** @throws SessionUnreadable if the first line is no header, or the system's error */
export async function summaryOf(path: string, known: KnownFiles = new Map()): Promise<SessionSummary> {
  const file = await openRegularFile(path)
  try {
    const { size, mtimeMs } = await file.stat()
    const state = `${size} ${mtimeMs}`
    const before = known.get(path)
    if (before?.state === state) return before.summary
    const about = await firstAndLast(path, file)
    const summary: SessionSummary = { kind: 'session', path, id: basename(path, sessionExtension), ...about }
    known.set(path, { state, summary })
    return summary
  } finally {
    await file.close()
  }
}

/** @throws SessionUnreadable if the first line is no header */
async function firstAndLast(path: string, file: FileHandle): Promise<SessionTail & { readonly header: SessionHeader }> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, 0)
  // a long file of something else is not searched for its first line
  if (bytesRead === 1 && buffer.toString() !== '{') headerOf(path, 'does not begin with {')
  const head = await readLines(file, 0, lineBytes)
  const header = headerOf(path, head.lines.length === 0 ? null : parseRecord(head.lines[0] ?? ''))
  return { header, ...(await readTail(file)) }
}

async function unreadable(path: string, error: unknown): Promise<UnreadableSession> {
  const changedAt = await stat(path).then(
    ({ mtime }) => mtime,
    () => new Date(0),
  )
  const why = error instanceof Error ? error.message : String(error)
  return { kind: 'unreadable', path, id: basename(path, sessionExtension), changedAt, why }
}
