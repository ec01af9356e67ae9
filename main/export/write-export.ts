import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from '../system/make-folder.ts'
import { writeWhole } from '../system/write-whole.ts'

/**
 * Writes a file whole or not at all, as `writeWhole` does.
 * @throws with a message that names the path and what to do
 */
export async function writeExport(path: string, content: Uint8Array | string): Promise<void> {
  try {
    await writeWhole(path, content)
  } catch (error) {
    throw cannotWrite(path, error, existsSync(path) ? '; what was there before is as it was' : '')
  }
}

/**
 * Makes the folder for exports, and the folders above it.
 * @throws with a message that names the path and what to do
 */
export function prepareFolder(directory: string): void {
  // Node reads what is not UTF-8 with this sign in place of its bytes: the folder would have another name
  if (directory.includes('\ufffd') && !existsSync(directory)) {
    throw new Error(`cannot write ${directory}: its name is not UTF-8: choose a folder whose name is`)
  }
  try {
    makeFolder(directory)
    if (!statSync(directory).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'EEXIST' })
  } catch (error) {
    throw cannotWrite(directory, error)
  }
}

const remedies: Readonly<Record<string, (path: string) => string>> = {
  ENOSPC: () => 'the disk is full: make room, or choose a folder on another disk',
  EDQUOT: () => 'your disk quota is used up: make room, or choose a folder on another disk',
  EACCES: (path) => `you may not write there: change the permissions of ${dirname(path)}, or choose another folder`,
  EPERM: (path) => `you may not write there: change the permissions of ${dirname(path)}, or choose another folder`,
  EIO: () => 'the disk fails: choose a folder on another one',
  EROFS: () => 'that disk can only be read: choose a folder on another one',
  EEXIST: () => 'a file of that name is in the way: move it, or choose another folder',
  ENOTDIR: () => 'a part of that path is a file, not a folder: move it, or choose another folder',
  EISDIR: () => 'a folder of that name is in the way: move it, or choose another folder',
  ENOENT: (path) => `the folder ${dirname(path)} is gone: make it again, or choose another`,
  ENAMETOOLONG: () => 'that name is too long for this disk: choose a shorter one',
}

function cannotWrite(path: string, error: unknown, remark = ''): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = remedies[code]?.(path) ?? (error instanceof Error ? error.message : String(error))
  return new Error(`cannot write ${path}: ${why}${remark}`, { cause: error })
}
