import { posix, win32 } from 'node:path'
import type { SearchedFiles } from '../../../../main/runtimes/discovery/searched-files.ts'

/** A file: its content; with `link`, the path that it leads to; with `hardLink`, what is the same file. */
export type FakeFile = string | { readonly link: string } | { readonly hardLink: string }

/** A file system out of a list of files; paths as the platform writes them. */
export function fakeFileSystem(
  platform: NodeJS.Platform,
  files: Readonly<Record<string, FakeFile>>,
): SearchedFiles & { readonly stats: string[] } {
  const path = platform === 'win32' ? win32 : posix
  const stats: string[] = []
  const realPath = (at: string, depth = 0): string | null => {
    if (depth > 10) return null
    const file = files[at]
    if (file === undefined) return null
    return typeof file === 'object' && 'link' in file
      ? realPath(path.resolve(path.dirname(at), file.link), depth + 1)
      : at
  }
  const isFolder = (at: string): boolean =>
    Object.keys(files).some((file) => file.startsWith(at.endsWith(path.sep) ? at : at + path.sep))
  return {
    stats,
    list(folder) {
      const start = folder.endsWith(path.sep) ? folder : folder + path.sep
      const below = Object.keys(files).filter((file) => file.startsWith(start))
      return [...new Set(below.map((file) => file.slice(start.length).split(path.sep)[0] ?? ''))]
    },
    stat(at) {
      stats.push(at)
      const real = realPath(at)
      if (real === null) {
        if (!isFolder(at)) return null
        return { kind: 'folder', executable: true, mtimeMs: 0, size: 0, identity: at }
      }
      const file = files[real]
      const identity = typeof file === 'object' && 'hardLink' in file ? file.hardLink : real
      return { kind: 'file', executable: true, mtimeMs: 0, size: 0, identity }
    },
    realPath: (at) => realPath(at) ?? at,
    read(at) {
      const file = files[realPath(at) ?? at]
      return typeof file === 'string' ? file : null
    },
  }
}
