import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { killGroup } from '../system/process-group.ts'
import { ownProcessName, processNamed } from '../system/process-file.ts'
import { isTheSame, startOf, thisPlace } from '../system/process-mark.ts'
import { readRegularFile } from '../system/regular-file.ts'
import { makeOwnFolder, ownFileMode, refuseForeignFolder } from '../store/own-folder.ts'

const mostBytes = 1024 * 1024

/**
 * The process groups that a lab has running, on disk: if it is killed together with its reaper, the next start finds and
 * ends them. The data folder may lie on a network or be shared by containers, so that the file's name says which process
 * of which machine, boot and container its lab is.
 */
const journalSchema = z.object({
  boot: z.string(),
  groups: z.array(z.object({ pgid: z.number(), start: z.string().nullable() })),
})
type JournalContent = z.infer<typeof journalSchema>

export class Journal {
  /** Empty where no file can be made. */
  readonly path: string
  readonly #groups = new Map<number, string | null>()

  constructor(home: string, labId: string) {
    const folder = join(home, 'live')
    let path = ''
    try {
      makeOwnFolder(folder)
      path = join(folder, `${ownProcessName()}.${labId}.json`)
    } catch (error) {
      complain(folder, error)
    }
    this.path = path
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
      boot: thisPlace().boot,
      groups: [...this.#groups].map(([pgid, start]) => ({ pgid, start })),
    }
    if (this.path === '') return
    try {
      writeFileSync(this.path, JSON.stringify(content), { mode: ownFileMode })
    } catch {
      // a full disk must not stop a trial: the reaper does not need the journal
    }
  }
}

/**
 * Ends what a dead lab left running. Nothing is ended unless boot, pid and start time all match; the journal of another
 * machine or container is left alone. @returns the groups ended
 */
export function sweepJournals(home: string): number[] {
  const folder = join(home, 'live')
  const ended: number[] = []
  for (const name of journalsIn(folder)) {
    if (processNamed(name).state !== 'ended') continue
    const path = join(folder, name)
    const content = read(path)
    // after another start of the machine, the numbers are those of other processes
    for (const { pgid, start } of content?.boot === thisPlace().boot ? content.groups : []) {
      if (!isTheSame(pgid, start)) continue
      killGroup(pgid)
      ended.push(pgid)
    }
    remove(path)
  }
  return ended
}

function journalsIn(folder: string): readonly string[] {
  try {
    refuseForeignFolder(folder)
    return readdirSync(folder).filter((name) => name.endsWith('.json'))
  } catch {
    // the journal that this lab is about to keep meets the same trouble, and says so
    return []
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch (error) {
    complain(path, error)
  }
}

function read(path: string): JournalContent | null {
  try {
    return journalSchema.parse(JSON.parse(readRegularFile(path, mostBytes).content.toString()))
  } catch {
    return null
  }
}

/** Says what cannot be done, and that a run can go on without it. */
function complain(path: string, error: unknown): void {
  const why = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    `lockstep: ${path} cannot be used (${why}): move it away. Until then a run goes on, but if the lab and its reaper are both killed, nobody ends what they left.\n`,
  )
}
