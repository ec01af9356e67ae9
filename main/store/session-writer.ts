import { closeSync, fsyncSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionRecord } from '../../experiments/core/session/session.ts'
import { makeOwnFolder, ownFileMode } from './own-folder.ts'

export const sessionExtension = '.lockstep'

/** The session's file could not take a record: the disk is full, or the folder went away. */
export class SessionFileError extends Error {
  override readonly name = 'SessionFileError'
}

/** Appends records to a new session file, one write a record. */
export class SessionWriter {
  readonly path: string
  readonly id: string
  readonly #descriptor: number
  /** How many bytes the whole records take. */
  #size = 0

  private constructor(path: string, id: string, descriptor: number) {
    this.path = path
    this.id = id
    this.#descriptor = descriptor
  }

  /** Creates `<date>-<experiment>.lockstep`, with a number behind it if that name is taken. */
  static create(folder: string, startedAt: Date, experimentId: string): SessionWriter {
    const stamp = startedAt.toISOString().slice(0, 19).replaceAll(':', '')
    try {
      makeOwnFolder(folder)
      for (let copy = 1; ; copy++) {
        const id = `${stamp}-${experimentId}${copy === 1 ? '' : `-${copy}`}`
        const path = join(folder, id + sessionExtension)
        try {
          return new SessionWriter(path, id, openSync(path, 'ax', ownFileMode))
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
        }
      }
    } catch (error) {
      throw new SessionFileError(
        `no session file can be made in ${folder}: ${message(error)}; free space there, or set LOCKSTEP_HOME to another folder`,
        { cause: error },
      )
    }
  }

  write(record: SessionRecord): void {
    const bytes = Buffer.from(`${JSON.stringify(record)}\n`)
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(this.#descriptor, bytes, written)
      this.#size += bytes.length
    } catch (error) {
      this.#takeBackPart()
      throw new SessionFileError(
        `${this.path} cannot be written: ${message(error)}; ${this.#size === 0 ? 'nothing was measured yet' : 'what was measured so far is in it'}; free space and run again`,
        { cause: error },
      )
    }
  }

  /** Removes the part of a record that still fitted onto a full disk: a later record must not be glued to it. */
  #takeBackPart(): void {
    try {
      ftruncateSync(this.#descriptor, this.#size)
    } catch {
      // the part then stays the last line, which a reader leaves out
    }
  }

  /** Makes sure that what was written survives a power cut; called after each trial. */
  sync(): void {
    try {
      fsyncSync(this.#descriptor)
    } catch {
      // some file systems cannot do this; the records are written all the same
    }
  }

  /** Closes the file, and removes it if it got no record at all. */
  close(): void {
    closeSync(this.#descriptor)
    if (this.#size === 0) rmSync(this.path, { force: true })
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
