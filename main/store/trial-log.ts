import { appendFileSync } from 'node:fs'

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
      appendFileSync(this.#path, this.#bytes > maxBytes ? '\n(the log ends here: it has grown to 1 MiB)\n' : text)
    } catch {
      // the log is a courtesy: a full disk shows itself in the session's file
    }
  }
}
