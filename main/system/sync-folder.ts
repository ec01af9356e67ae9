import { closeSync, fsyncSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'

/** Makes sure that a power cut does not take back a new name in a folder. Some systems cannot do this, or need not. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path)
    await folder.sync().finally(() => folder.close())
  } catch {
    // the file itself is on the disk: only its name is left to the system
  }
}

/** Does the same at once, where no run can be disturbed. */
export function syncFolderNow(path: string): void {
  try {
    const folder = openSync(path, 'r')
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  } catch {
    // as above
  }
}
