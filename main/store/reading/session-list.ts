import { readdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { EndRecord, SessionHeader } from '../../../experiments/core/session/session.ts'
import { sessionExtension } from '../session-writer.ts'
import { parseRecord } from './parse-record.ts'
import { readLines } from './session-reader.ts'

export interface SessionSummary {
  readonly path: string
  readonly id: string
  readonly header: SessionHeader
  readonly end: EndRecord | null
}

/** Lists the sessions of a folder, newest first, by their first and last lines; files that cannot be read are left out. */
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

/** A header or an end is usually shorter than this. */
const lineBytes = 65_536

async function summarise(path: string): Promise<SessionSummary | null> {
  try {
    const file = await open(path)
    try {
      const head = await readLines(file, 0, lineBytes)
      const tail = await readLines(file, Math.max(0, head.fileBytes - lineBytes), lineBytes)
      const header = parseRecord(head.lines[0] ?? '')
      const last = parseRecord(tail.lines.findLast((line) => line !== '') ?? '')
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
