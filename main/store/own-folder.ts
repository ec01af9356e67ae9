import { chmodSync, statSync } from 'node:fs'
import { makeFolder } from '../system/make-folder.ts'

/** The lab's own files are for their owner alone, whatever the umask. */
export const ownFileMode = 0o600
const ownFolderMode = 0o700

/** Whom a file or a folder belongs to, and who may do what with it, as the system tells. */
export interface Ownership {
  readonly uid: number
  readonly mode: number
}

/**
 * Says why what is in a file or a folder may not come from this user; null if it does. Windows has no such modes: there
 * a person's folders are kept from others by access lists, which Node does not read.
 */
export function foreignHand(path: string, { uid, mode }: Ownership, user = process.getuid?.()): string | null {
  if (user === undefined) return null
  if (uid !== user)
    return `${path} belongs to another user (number ${uid}, and you are ${user}): look at what is in it, then make it yours with: chown ${user} "${path}"`
  if ((mode & 0o022) === 0) return null
  return `others may write to ${path} (mode ${(mode & 0o777).toString(8)}): look at what is in it, then take that from them with: chmod go-w "${path}"`
}

/** @throws if the folder is there and what is in it may not come from this user */
export function refuseForeignFolder(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false })
  const why = stat === undefined ? null : foreignHand(path, stat)
  if (why !== null) throw new Error(`${why}; or set LOCKSTEP_HOME to another folder of your own`)
}

/**
 * Makes the lab's data folder, or a folder in it, for its owner alone. One of this user's that was open to others is
 * closed to them.
 * @throws as `makeFolder` does
 */
export function makeOwnFolder(path: string): void {
  makeFolder(path, ownFolderMode)
  const { uid, mode } = statSync(path)
  if (uid === process.getuid?.() && (mode & 0o777) !== ownFolderMode) chmodSync(path, ownFolderMode)
}
