import { closeSync, openSync, readSync } from 'node:fs'

/** A budget of files that may be kept open at once; beyond it they are opened anew for each reading. */
export class OpenFiles {
  readonly #most: number
  #open = 0

  constructor(most: number) {
    this.#most = most
  }

  get open(): number {
    return this.#open
  }

  take(): boolean {
    if (this.#open >= this.#most) return false
    this.#open++
    return true
  }

  giveBack(): void {
    this.#open--
  }
}

/**
 * A file of /proc that is read again and again: kept open, a reading is one system call (2–4 µs, where readFileSync
 * takes 15–20 µs), and a process that gets the number of an ended one is not taken for it.
 */
export class ProcFile {
  readonly #path: string
  readonly #files: OpenFiles
  #descriptor: number | null = null

  constructor(path: string, files: OpenFiles) {
    this.#path = path
    this.#files = files
  }

  /**
   * @returns how many bytes of it are in the buffer now
   * @throws if the process or thread is gone
   */
  read(buffer: Uint8Array): number {
    if (this.#descriptor !== null) return readSync(this.#descriptor, buffer, 0, buffer.length, 0)
    const descriptor = openSync(this.#path, 'r')
    if (this.#files.take()) {
      this.#descriptor = descriptor
      return readSync(descriptor, buffer, 0, buffer.length, 0)
    }
    try {
      return readSync(descriptor, buffer, 0, buffer.length, 0)
    } finally {
      closeSync(descriptor)
    }
  }

  close(): void {
    if (this.#descriptor === null) return
    closeSync(this.#descriptor)
    this.#descriptor = null
    this.#files.giveBack()
  }
}
