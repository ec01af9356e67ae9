import {
  closeSync,
  constants as fsConstants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import type { SessionRecord } from '../../experiments/core/session/session.ts'
import { lastLineOf } from './last-line.ts'
import { makeOwnFolder, ownFileMode } from './own-folder.ts'
import { syncFolderNow } from '../system/sync-folder.ts'
import { SessionHeld, SessionHold } from './session-hold.ts'

export const sessionExtension = '.lockstep'

/** The session's file could not take a record: the disk is full, or the folder went away. */
export class SessionFileError extends Error {
  override readonly name = 'SessionFileError'
}

/** Appends records to a session file, one write a record, and keeps other labs from it meanwhile. */
export class SessionWriter {
  readonly path: string
  readonly id: string
  readonly #descriptor: number
  readonly #hold: SessionHold
  readonly #isNew: boolean
  /** How many bytes the whole records take. */
  #size: number

  private constructor(path: string, descriptor: number, hold: SessionHold, isNew: boolean) {
    this.path = path
    this.id = basename(path, sessionExtension)
    this.#descriptor = descriptor
    this.#hold = hold
    this.#isNew = isNew
    this.#size = isNew ? 0 : fstatSync(descriptor).size
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
          const descriptor = openSync(path, 'ax', ownFileMode)
          syncFolderNow(folder)
          return new SessionWriter(path, descriptor, SessionHold.take(path), true)
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
        }
      }
    } catch (error) {
      throw new SessionFileError(
        `no session file can be made in ${folder}: ${message(error)}; ${remedyOf(error)}, or set LOCKSTEP_HOME to another folder`,
        { cause: error },
      )
    }
  }

  /**
   * Opens the file of a session that is to be continued, and changes nothing in it yet.
   * @throws SessionHeld if another lab measures it, SessionFileError if it cannot be written
   */
  static reopen(path: string): SessionWriter {
    let hold: SessionHold | null = null
    try {
      hold = SessionHold.take(path)
      return new SessionWriter(path, openSync(path, fsConstants.O_RDWR | fsConstants.O_APPEND), hold, false)
    } catch (error) {
      hold?.release()
      if (error instanceof SessionHeld) throw error
      throw new SessionFileError(`${path} cannot be continued: ${message(error)}`, { cause: error })
    }
  }

  /** Makes the file end with a whole record: a power cut may have left part of one, or a whole one without its end. */
  mendEnd(): void {
    const { text, startByte } = lastLineOf(this.#descriptor)
    if (text === '') return
    if (isJson(text)) this.#append(Buffer.from('\n'))
    else {
      ftruncateSync(this.#descriptor, startByte)
      this.#size = startByte
    }
  }

  write(record: SessionRecord): void {
    this.#append(Buffer.from(`${JSON.stringify(record)}\n`))
  }

  #append(bytes: Buffer): void {
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
    } catch (error) {
      // some file systems cannot do this; the records are written all the same
      if (!isLoss(error)) return
      throw new SessionFileError(
        `${this.path} cannot be written: ${message(error)}; what was measured last may be missing in it; free space, or look at the disk, and run again`,
        { cause: error },
      )
    }
  }

  /** Closes the file, and removes a new one that got no record at all. */
  close(): void {
    closeSync(this.#descriptor)
    this.#hold.release()
    if (this.#isNew && this.#size === 0) rmSync(this.path, { force: true })
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A disk may take bytes and lose them later: it says so when it is asked to keep them for good. */
function isLoss(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['EIO', 'ENOSPC', 'EDQUOT'].includes(String(error.code))
}

function remedyOf(error: unknown): string {
  const isInTheWay = error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOTDIR')
  return isInTheWay ? 'move away what has its name and is no folder' : 'free space there'
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
