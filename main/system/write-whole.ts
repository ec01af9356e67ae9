import { randomUUID } from 'node:crypto'
import type { Stats } from 'node:fs'
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from './sync-folder.ts'

const compareBytes = 1024 * 1024

/**
 * Writes a file whole or not at all: the content goes into a new file beside it, which takes its name only when all of
 * it is on the disk and reads as it was written. Until then, and if that fails, the file of that name stays as it was.
 * @param mode the file's, whatever the umask; by default it keeps the one it had
 * @throws the system's error, EISDIR or EEXIST also if something of that name is no file
 */
export async function writeWhole(path: string, content: Uint8Array | string, mode?: number): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  // a link stays one: what it leads to is replaced
  const target = await realpath(path).catch(() => path)
  const before = await stat(target).catch(() => null)
  if (before?.isFile() === false) throw systemError(before.isDirectory() ? 'EISDIR' : 'EEXIST', `${path} is no file`)
  // a short name, since a long one may just fit the disk
  const part = join(dirname(target), `.lockstep-${randomUUID()}.part`)
  try {
    const file = await open(part, 'wx+', mode)
    try {
      await makeLike(file, before, mode)
      await file.writeFile(bytes)
      await file.sync()
      if (!(await holds(file, bytes))) throw systemError('EIO', 'the disk gave back other bytes than were written')
    } finally {
      await file.close()
    }
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(target))
}

/** Gives the new file the mode and the owner of the old one, as far as this user may. */
async function makeLike(file: FileHandle, before: Stats | null, mode: number | undefined): Promise<void> {
  const wanted = mode ?? before?.mode
  if (wanted !== undefined) await file.chmod(wanted & 0o7777).catch(() => undefined)
  if (before !== null && before.uid !== process.getuid?.())
    await file.chown(before.uid, before.gid).catch(() => undefined)
}

async function holds(file: FileHandle, bytes: Uint8Array): Promise<boolean> {
  if ((await file.stat()).size !== bytes.length) return false
  const buffer = Buffer.allocUnsafe(Math.min(compareBytes, bytes.length))
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0 || !buffer.subarray(0, bytesRead).equals(bytes.subarray(at, at + bytesRead))) return false
    at += bytesRead
  }
  return true
}

function systemError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
