import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ownProcessName, processNamed } from '../system/process-file.ts'
import { ownFileMode } from './own-folder.ts'

/** Another lab writes to the session; the message says which. */
export class SessionHeld extends Error {
  override readonly name = 'SessionHeld'
}

const behindName = '.held-by.'

/**
 * Keeps other labs from writing to a session's file: the name of a file beside it says which process does. Each lab makes
 * a file of its own and then looks for those of others, so that of two that come at once one sees the other, or both do.
 * The file of a process that has ended holds nothing, and is removed.
 */
export class SessionHold {
  readonly #path: string

  private constructor(path: string) {
    this.#path = path
  }

  /** @throws SessionHeld if a process writes to the session, this one included */
  static take(session: string): SessionHold {
    const own = session + behindName + ownProcessName()
    if (existsSync(own)) throw heldBy(session, own)
    writeFileSync(own, '', { mode: ownFileMode })
    const hold = new SessionHold(own)
    const other = holdsOf(session).find((path) => path !== own && holds(path))
    if (other === undefined) return hold
    hold.release()
    throw heldBy(session, other)
  }

  release(): void {
    rmSync(this.#path, { force: true })
  }
}

/** Removes what killed labs have left beside the sessions of a folder. */
export function sweepHolds(folder: string): void {
  try {
    for (const name of readdirSync(folder)) if (name.includes(behindName)) holds(join(folder, name))
  } catch {
    // there is no such folder yet, or it says itself what is wrong when a session is written
  }
}

function holdsOf(session: string): readonly string[] {
  const folder = dirname(session)
  const begin = basename(session) + behindName
  const names = readdirSync(folder).filter((name) => name.startsWith(begin))
  return names.map((name) => join(folder, name))
}

/** Removes the file if its process has ended. @returns whether it has not */
function holds(path: string): boolean {
  if (processIn(path).state !== 'ended') return true
  rmSync(path, { force: true })
  return false
}

function heldBy(session: string, path: string): SessionHeld {
  const { pid, state } = processIn(path)
  const who = `process ${pid}${state === 'unknown' ? ' of another machine or container' : ''}`
  const remedy = state === 'unknown' ? `if that has ended, delete ${path}` : 'wait for its end, or cancel it'
  return new SessionHeld(`${session} is being measured by ${who}: ${remedy}`)
}

function processIn(path: string): ReturnType<typeof processNamed> {
  return processNamed(path.slice(path.lastIndexOf(behindName) + behindName.length))
}
