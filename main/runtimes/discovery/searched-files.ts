import { accessSync, constants, readdirSync, realpathSync, statSync } from 'node:fs'
import { readRegularFile } from '../../system/regular-file.ts'

const mostBytes = 16 * 1024 * 1024

/** The search for interpreters reads files through this interface only, so that a test can stand in for any platform. */
export interface SearchedFiles {
  /** Returns the names in a folder; none if it cannot be read. */
  list(folder: string): readonly string[]
  /** Returns null if there is nothing, and for a link that leads nowhere or in a circle. */
  stat(path: string): FileFacts | null
  /** Returns the path without links, or the path itself if it cannot be resolved. */
  realPath(path: string): string
  /** Returns null if the file cannot be read. */
  read(path: string): string | null
}

export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'other'
  readonly executable: boolean
  readonly mtimeMs: number
  readonly size: number
  /** Device and inode, which hard links to one file share. */
  readonly identity: string
}

export const realFileSystem: SearchedFiles = {
  list(folder) {
    return orElse([], () => readdirSync(folder))
  },
  stat(path) {
    return orElse(null, () => {
      // inodes of Windows need more bits than a double has
      const stat = statSync(path, { bigint: true })
      return {
        kind: stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other',
        executable: orElse(false, () => {
          accessSync(path, constants.X_OK)
          return true
        }),
        mtimeMs: Number(stat.mtimeMs),
        size: Number(stat.size),
        identity: `${String(stat.dev)}:${String(stat.ino)}`,
      }
    })
  },
  realPath(path) {
    return orElse(path, () => realpathSync(path))
  },
  read(path) {
    return orElse(null, () => readRegularFile(path, mostBytes).content.toString())
  },
}

/** The search goes on without a file that cannot be looked at. */
function orElse<T>(otherwise: T, look: () => T): T {
  try {
    return look()
  } catch {
    return otherwise
  }
}
