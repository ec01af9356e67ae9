import { randomUUID } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readRegularFile } from '../../system/regular-file.ts'
import { syncFolderNow } from '../../system/sync-folder.ts'
import { sha256Of } from '../file-hash.ts'
import { makeOwnFolder, ownFileMode } from '../own-folder.ts'
import { readSession, SessionUnreadable } from '../reading/session-reader.ts'
import { SessionFileError, sessionExtension } from '../session-writer.ts'
import type { SessionShelf } from './session-shelf.ts'

/** The longest run that the bench knows leaves a third of this. */
const mostBytes = 256 * 1024 * 1024

/** Takes in the session of a file, wherever that is. @returns its id @throws SessionUnreadable or SessionFileError */
export async function takeInFile(shelf: SessionShelf, path: string): Promise<string> {
  const file = resolve(path)
  const id = basename(file, sessionExtension)
  // what lies on the shelf is there already
  if (dirname(file) === shelf.own || dirname(file) === shelf.opened) return id
  return await takeIn(shelf, path, readBytes(path))
}

/** Takes in a session that a window sends, compressed. */
export async function takeInUpload(shelf: SessionShelf, name: string, gzip: Uint8Array): Promise<string> {
  let bytes: Buffer
  try {
    bytes = gunzipSync(gzip, { maxOutputLength: mostBytes })
  } catch (error) {
    throw new SessionUnreadable(`${name} did not arrive as it was sent: ${String(error)}: open it by its path`)
  }
  return await takeIn(shelf, name, bytes)
}

function readBytes(path: string): Buffer {
  try {
    return readRegularFile(path, mostBytes).content
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (isAbsent) throw new SessionUnreadable(`File not found: ${path}`)
    throw new SessionUnreadable(error instanceof Error ? error.message : String(error))
  }
}

/** Keeps a copy, which is checked before it has its name: the same file gets the same name. */
async function takeIn(shelf: SessionShelf, name: string, bytes: Buffer): Promise<string> {
  const part = join(shelf.opened, `.${randomUUID()}.part`)
  try {
    makeOwnFolder(shelf.opened)
    writeFileSync(part, bytes, { mode: ownFileMode, flush: true })
    const { header } = await readSession(part)
    const stamp = new Date(header.startedAt).toISOString().slice(0, 19).replaceAll(':', '')
    const experiment = header.experiment.id.replaceAll(/[^\w-]/g, '_').slice(0, 60)
    const id = `${stamp}-${experiment}-${sha256Of(bytes).slice(0, 8)}`
    renameSync(part, join(shelf.opened, id + sessionExtension))
    syncFolderNow(shelf.opened)
    return id
  } catch (error) {
    rmSync(part, { force: true })
    const why = error instanceof Error ? error.message.replaceAll(part, name) : String(error)
    if (error instanceof SessionUnreadable) throw new SessionUnreadable(why)
    throw new SessionFileError(`${name} cannot be kept in ${shelf.opened}: ${why}`, { cause: error })
  }
}
