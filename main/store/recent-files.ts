import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
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

  add(path: string): void {
    const files = [path, ...this.list().filter((other) => other !== path)].slice(0, kept)
    try {
      writeFileAtomic.sync(this.#path, JSON.stringify(files), { mode: ownFileMode })
    } catch {
      // a full disk costs the list, but not the run
    }
  }
}
