import { closeSync, constants, fstatSync, openSync, readFileSync, statSync, type Stats } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'

/** Opening a pipe would wait for somebody at its other end; Windows has no such flag, and no such pipes in folders. */
const withoutWaiting = constants.O_RDONLY | ((constants as { O_NONBLOCK?: number }).O_NONBLOCK ?? 0)

/** There is something of that name, but no file that can be read, or one that is larger than it may be. */
export class NoSuchFileKind extends Error {
  override readonly name = 'NoSuchFileKind'
}

/**
 * Reads a file whole. Its kind and size are looked at first: a pipe or a device would never end.
 * @throws NoSuchFileKind, or the system's error
 */
export function readRegularFile(path: string, mostBytes: number): { readonly content: Buffer; readonly stat: Stats } {
  checkKind(path, statSync(path))
  const file = openSync(path, withoutWaiting)
  try {
    const stat = fstatSync(file)
    checkKind(path, stat)
    if (stat.size > mostBytes)
      throw new NoSuchFileKind(`${path} is too large: it has ${stat.size} bytes, and at most ${mostBytes} are read`)
    return { content: readFileSync(file), stat }
  } finally {
    closeSync(file)
  }
}

/**
 * Opens a file to be read part by part.
 * @throws as `readRegularFile` does
 */
export async function openRegularFile(path: string): Promise<FileHandle> {
  checkKind(path, await stat(path))
  const file = await open(path, withoutWaiting)
  try {
    checkKind(path, await file.stat())
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

function checkKind(path: string, stat: Stats): void {
  if (!stat.isFile()) throw new NoSuchFileKind(`${path} is ${kindOf(stat)}, not a file: move it away`)
}

function kindOf(stat: Stats): string {
  if (stat.isDirectory()) return 'a folder'
  if (stat.isFIFO()) return 'a pipe'
  return stat.isSocket() ? 'a socket' : 'a device'
}
