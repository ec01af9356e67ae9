import { readdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { SessionRecord } from '../../../experiments/core/session/session.ts'
import { parseRecord } from './parse-record.ts'
import { sessionExtension } from '../session-writer.ts'

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
