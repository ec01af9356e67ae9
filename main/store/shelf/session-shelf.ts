import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listSessions, type KnownFiles, type ListedSession } from '../reading/session-list.ts'
import { SessionUnreadable } from '../reading/session-reader.ts'
import { sessionExtension } from '../session-writer.ts'

/**
 * The sessions of a data folder: those that were measured with it, and copies of those that somebody else sent. A
 * session's id is its file's name, and no two have the same.
 */
export class SessionShelf {
  /** What was measured here. */
  readonly own: string
  /** What came from elsewhere, to be read only. */
  readonly opened: string
  /** What was thrown away. Lockstep never empties it. */
  readonly trash: string
  readonly #known: KnownFiles = new Map()

  constructor(home: string) {
    this.own = join(home, 'sessions')
    this.opened = join(home, 'opened')
    this.trash = join(home, 'trash')
  }

  /** Newest first: those that were measured here, then those of others. */
  async list(): Promise<readonly ListedSession[]> {
    return [...(await listSessions(this.own, this.#known)), ...(await listSessions(this.opened, this.#known))]
  }

  /** Only those that were measured with this data folder. */
  async listOwn(): Promise<readonly ListedSession[]> {
    return await listSessions(this.own, this.#known)
  }

  /** Where the session's file is, or would be. @throws SessionUnreadable if it is no id */
  path(id: string): string {
    const opened = join(this.opened, fileName(id))
    return existsSync(opened) ? opened : join(this.own, fileName(id))
  }

  /** @throws SessionUnreadable if there is none */
  existing(id: string): string {
    const path = this.path(id)
    if (!existsSync(path)) throw new SessionUnreadable(`there is no session ${id} in ${this.own}`)
    return path
  }

  isReadOnly(path: string): boolean {
    return path.startsWith(this.opened)
  }
}

/** @throws SessionUnreadable for a path: it would lead out of the folder */
export function fileName(id: string): string {
  if (/[/\\]|^\.+$/.test(id)) throw new SessionUnreadable(`${JSON.stringify(id)} is no session's id`)
  return id + sessionExtension
}
