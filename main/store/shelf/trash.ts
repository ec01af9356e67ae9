import { existsSync, readdirSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { makeOwnFolder } from '../own-folder.ts'
import { SessionHeld, SessionHold } from '../session-hold.ts'
import { SessionFileError, sessionExtension } from '../session-writer.ts'
import { syncFolderNow } from '../../system/sync-folder.ts'
import { fileName, type SessionShelf } from './session-shelf.ts'

/** Moves a session's file from its folder to one of the same name in the trash. @throws SessionHeld or SessionFileError */
export function throwAway(shelf: SessionShelf, id: string): void {
  const path = shelf.existing(id)
  const hold = holdOf(path)
  try {
    moveSession(path, join(shelf.trash, basename(dirname(path))))
  } finally {
    hold.release()
  }
}

function holdOf(path: string): SessionHold {
  try {
    return SessionHold.take(path)
  } catch (error) {
    throw error instanceof SessionHeld ? error : staysWhere(path, error)
  }
}

function staysWhere(path: string, error: unknown): SessionFileError {
  const why = error instanceof Error ? error.message : String(error)
  return new SessionFileError(`${path} stays where it is: ${why}`, { cause: error })
}

/** Moves it back to where it was. @throws SessionFileError */
export function bringBack(shelf: SessionShelf, id: string): void {
  for (const folder of [shelf.own, shelf.opened]) {
    const path = join(shelf.trash, basename(folder), fileName(id))
    if (existsSync(path)) {
      moveSession(path, folder)
      return
    }
  }
  throw new SessionFileError(`there is no session ${id} in the trash (${shelf.trash})`)
}

/** @returns the ids of what can be brought back, newest first */
export function thrownAway(shelf: SessionShelf): readonly string[] {
  return [shelf.own, shelf.opened].flatMap((folder) => {
    const within = join(shelf.trash, basename(folder))
    const names = existsSync(within) ? readdirSync(within) : []
    return names
      .filter((name) => name.endsWith(sessionExtension))
      .map((name) => basename(name, sessionExtension))
      .sort()
      .reverse()
  })
}

/** The session itself moves at once or not at all; what its programs printed follows it. */
function moveSession(path: string, folder: string): void {
  const id = basename(path, sessionExtension)
  const target = join(folder, basename(path))
  try {
    makeOwnFolder(folder)
    if (existsSync(target)) throw new Error(`there is one of its name already: move ${target} away first`)
    renameSync(path, target)
  } catch (error) {
    throw staysWhere(path, error)
  }
  syncFolderNow(folder)
  syncFolderNow(dirname(path))
  const log = join(dirname(path), `${id}.log`)
  try {
    if (existsSync(log)) renameSync(log, join(folder, `${id}.log`))
  } catch {
    // the log is a courtesy: it stays where it was
  }
}
