import { appendFileSync } from 'node:fs'
import { ownFileMode } from './own-folder.ts'

const maxBytes = 1024 * 1024

/** The file beside a session's file that keeps what workloads print, up to 1 MiB. It is made when something is printed. */
export class TrialLog {
  readonly #path: string
  #bytes = 0

  constructor(path: string) {
    this.#path = path
  }

  append(text: string): void {
    if (this.#bytes > maxBytes) return
    this.#bytes += text.length
    try {
      const kept = this.#bytes > maxBytes ? '\n(the log ends here: it has grown to 1 MiB)\n' : text
      appendFileSync(this.#path, kept, { mode: ownFileMode })
    } catch {
      // the log is a courtesy: a full disk shows itself in the session's file
    }
  }
}
