import { appendFileSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { makeOwnFolder, ownFileMode } from './own-folder.ts'

/** The file that is written and the one before it are at most so long. */
const maxBytes = 512 * 1024

/** Says on stderr and in the log that something failed within the lab. */
export type LogProblem = (message: string, cause: unknown) => void

/**
 * What the lab did and what went wrong in it, a line each: `log/lockstep.log` in the data folder, which becomes
 * `lockstep.1.log` when it is full. A log that cannot be written costs nothing else.
 */
export class LabLog {
  readonly #home: string
  readonly #path: string
  readonly #before: string

  constructor(home: string) {
    this.#home = home
    this.#path = join(home, 'log', 'lockstep.log')
    this.#before = join(home, 'log', 'lockstep.1.log')
  }

  note(text: string): void {
    try {
      makeOwnFolder(join(this.#home, 'log'))
      const stat = statSync(this.#path, { throwIfNoEntry: false })
      // writing into a pipe would wait for its reader
      if (stat?.isFile() === false) return
      if ((stat?.size ?? 0) > maxBytes) renameSync(this.#path, this.#before)
      const line = `${new Date().toISOString()} ${process.pid} ${text.replaceAll('\n', '\n  ')}\n`
      appendFileSync(this.#path, line, { mode: ownFileMode })
    } catch {
      // the log is a courtesy: what keeps it from being written shows itself elsewhere
    }
  }

  readonly problem: LogProblem = (message, cause) => {
    console.error(`lockstep: ${message}:`, cause)
    this.note(`${message}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`)
  }

  /** @returns the newest lines, the oldest first */
  recent(count: number): readonly string[] {
    return [this.#before, this.#path].flatMap(linesOf).slice(-count)
  }
}

function linesOf(path: string): readonly string[] {
  try {
    return statSync(path).isFile() ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : []
  } catch {
    return []
  }
}
