import { createReadStream, readdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { sessionFormat, sessionRecordSchema, type SessionRecord } from '../../experiments/core/session.ts'
import { sessionExtension } from './session-writer.ts'

/** The file is no session that this version can read; the message says why and what to do. */
export class SessionUnreadable extends Error {
  override readonly name = 'SessionUnreadable'
}

/** All records of a session file. A last line that was cut off by a crash is left out; any other bad line is an error. */
export async function readSession(path: string): Promise<SessionRecord[]> {
  const records: SessionRecord[] = []
  let bad: { line: number; why: string } | null = null
  let line = 0
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
  for await (const text of lines) {
    line++
    if (bad !== null) throw new SessionUnreadable(`${path}:${String(bad.line)}: ${bad.why}`)
    const parsed = parseRecord(text)
    if (typeof parsed === 'string') {
      bad = { line, why: parsed }
      continue
    }
    if (records.length === 0) checkHeader(path, parsed)
    records.push(parsed)
  }
  if (records.length === 0) throw new SessionUnreadable(`${path}: holds no session: its first line is no header`)
  return records
}

/** @returns the record, or what is wrong with the line */
function parseRecord(text: string): SessionRecord | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'is no JSON: expected one record of a session a line'
  }
  const parsed = sessionRecordSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  return `is no record of a session: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`
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
