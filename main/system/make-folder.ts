import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFolderNow } from './sync-folder.ts'

/**
 * Makes a folder and those above it. It does without mkdir's own recursion, which never ends in Node if a file system
 * takes no folders, for example Linux's /proc.
 * @throws the system's error if it cannot be made, EEXIST also if something else has its name
 */
export function makeFolder(path: string, mode = 0o777): void {
  if (isFolder(path)) return
  const above = dirname(path)
  if (statSync(above, { throwIfNoEntry: false }) === undefined) makeFolder(above, mode)
  try {
    mkdirSync(path, mode)
    syncFolderNow(above)
  } catch (error) {
    // Another process may have made it just now.
    if (!isFolder(path)) throw error
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
