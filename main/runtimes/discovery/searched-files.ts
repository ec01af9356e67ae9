import { accessSync, constants, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'

/** What the search for interpreters asks of a file system; given as an argument, so that any platform's can be played. */
export interface SearchedFiles {
  /** The names in a folder; empty where there is none that can be read. */
  list(folder: string): readonly string[]
  /** Null where there is nothing, and for a link that leads nowhere or in a circle. */
  stat(path: string): FileFacts | null
  /** The path without links; the path itself where it cannot be told. */
  realPath(path: string): string
  /** Null where it cannot be read. */
  read(path: string): string | null
}

export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'other'
  readonly executable: boolean
  readonly mtimeMs: number
  readonly size: number
  /** Device and inode: the same for hard links to one file. */
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
    return orElse(null, () => readFileSync(path, 'utf8'))
  },
}

/** Whatever is in the way of looking at a file, the search goes on without it. */
function orElse<T>(otherwise: T, look: () => T): T {
  try {
    return look()
  } catch {
    return otherwise
  }
}
