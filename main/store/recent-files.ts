import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../system/write-whole.ts'
import { ownFileMode } from './own-folder.ts'

const kept = 20

/** The experiment files that a person opened last, newest first; kept in the lab's home. */
export class RecentFiles {
  readonly #path: string

  constructor(home: string) {
    this.#path = join(home, 'recent-files.json')
  }

  list(): readonly string[] {
    try {
      const read: unknown = JSON.parse(readFileSync(this.#path, 'utf8'))
      return Array.isArray(read) && read.every((path) => typeof path === 'string') ? read : []
    } catch {
      return []
    }
  }

  async add(path: string): Promise<void> {
    const before = this.list()
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
