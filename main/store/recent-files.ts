import { join } from 'node:path'
import { readRegularFile } from '../system/regular-file.ts'
import { writeWhole } from '../system/write-whole.ts'
import { ownFileMode } from './own-folder.ts'

const kept = 20
const mostBytes = 1024 * 1024

/** The experiment files that a person opened last, newest first; kept in the lab's home. */
export class RecentFiles {
  readonly #path: string

  constructor(home: string) {
    this.#path = join(home, 'recent-files.json')
  }

  /** @returns their paths; a problem says why the list itself cannot be read */
  list(): { readonly files: readonly string[]; readonly problem: { path: string; why: string } | null } {
    const refused = (why: string) => ({ files: [], problem: { path: this.#path, why } })
    try {
      const read: unknown = JSON.parse(readRegularFile(this.#path, mostBytes).content.toString())
      if (Array.isArray(read) && read.every((path) => typeof path === 'string')) return { files: read, problem: null }
      return refused('the list of the files opened last holds something else: remove it')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { files: [], problem: null }
      const why = error instanceof SyntaxError ? 'it is no JSON: remove it' : (error as Error).message
      return refused(`the list of the files opened last cannot be read: ${why}`)
    }
  }

  async add(path: string): Promise<void> {
    const { files: before } = this.list()
    // the window opens a file again with each option that is changed
    if (before[0] === path) return
    const files = [path, ...before.filter((other) => other !== path)].slice(0, kept)
    try {
      await writeWhole(this.#path, JSON.stringify(files), ownFileMode)
    } catch {
      // a full disk costs the list, but not the run
    }
  }
}
