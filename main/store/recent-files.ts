import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'

const kept = 20
const recentSchema = z.array(z.string())

/** The experiment files that a person opened last, newest first; kept in the lab's home. */
export class RecentFiles {
  readonly #path: string

  constructor(home: string) {
    this.#path = join(home, 'recent-files.json')
  }

  list(): readonly string[] {
    try {
      return recentSchema.parse(JSON.parse(readFileSync(this.#path, 'utf8')))
    } catch {
      return []
    }
  }

  add(path: string): void {
    const files = [path, ...this.list().filter((other) => other !== path)].slice(0, kept)
    try {
      writeFileAtomic.sync(this.#path, JSON.stringify(files))
    } catch {
      // a full disk costs the list, not the run
    }
  }
}
