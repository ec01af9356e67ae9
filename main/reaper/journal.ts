import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { bootId, killGroup } from '../system/process-group.ts'
import { readStat } from '../system/process-stat.ts'
import { makeOwnFolder, ownFileMode } from '../store/own-folder.ts'

/** The process groups that a lab has running, on disk: after a power cut, the next start finds and ends them. */
const journalSchema = z.object({
  boot: z.string().nullable(),
  lab: z.object({ pid: z.number(), start: z.string().nullable() }),
  groups: z.array(z.object({ pgid: z.number(), start: z.string().nullable() })),
})
type JournalContent = z.infer<typeof journalSchema>

export class Journal {
  readonly path: string
  readonly #groups = new Map<number, string | null>()

  constructor(home: string, labId: string) {
    const folder = join(home, 'live')
    makeOwnFolder(folder)
    this.path = join(folder, `${labId}.json`)
  }

  add(pgid: number): void {
    this.#groups.set(pgid, startOf(pgid))
    this.#write()
  }

  remove(pgid: number): void {
    this.#groups.delete(pgid)
    this.#write()
  }

  #write(): void {
    const content: JournalContent = {
      boot: bootId(),
      lab: { pid: process.pid, start: startOf(process.pid) },
      groups: [...this.#groups].map(([pgid, start]) => ({ pgid, start })),
    }
    try {
      writeFileSync(this.path, JSON.stringify(content), { mode: ownFileMode })
    } catch {
      // a full disk must not stop a trial: the reaper does not need the journal
    }
  }
}

/**
 * Ends what a dead lab left running. Nothing is ended unless pid, start time and boot all match. @returns the groups
 * ended
 */
export function sweepJournals(home: string): number[] {
  const folder = join(home, 'live')
  const ended: number[] = []
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  for (const name of names) {
    const path = join(folder, name)
    const content = read(path)
    if (content !== null && content.boot !== null && content.boot === bootId()) {
      const { pid, start: labStart } = content.lab
      if (isTheSame(pid, labStart) && readStat(pid)?.state !== 'Z') continue
      for (const { pgid, start } of content.groups) {
        if (!isTheSame(pgid, start)) continue
        killGroup(pgid)
        ended.push(pgid)
      }
    }
    rmSync(path, { force: true })
  }
  return ended
}

function startOf(pid: number): string | null {
  return readStat(pid)?.startTicks ?? null
}

/** @returns whether this number still belongs to the process that was written down; a zombie counts */
function isTheSame(pid: number, start: string | null): boolean {
  return start !== null && startOf(pid) === start
}

function read(path: string): JournalContent | null {
  try {
    return journalSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}
