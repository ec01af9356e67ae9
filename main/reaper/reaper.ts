import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import { Journal } from './journal.ts'

/** The lab's hold on its reaper (see reaper-program.ts): what is listed here does not outlive the lab. */
export class Reaper {
  readonly labId: string
  readonly #process: ChildProcess
  readonly #journal: Journal
  readonly #pipe: NodeJS.WritableStream
  readonly #groups = new Set<number>()

  constructor(options: {
    readonly nodePath: string
    readonly program: string
    readonly labId: string
    readonly home: string
  }) {
    this.labId = options.labId
    this.#journal = new Journal(options.home, options.labId)
    const child = spawn(options.nodePath, [options.program, options.labId, this.#journal.path], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      windowsHide: true,
    })
    // a reaper that cannot be written to is missed at close, not in the middle of a trial
    child.on('error', () => undefined)
    child.stdin.on('error', () => undefined)
    child.unref()
    giveWay(child)
    this.#process = child
    this.#pipe = child.stdin
  }

  /** Null where it could not be started. */
  get pid(): number | null {
    return this.#process.pid ?? null
  }

  /** The process groups that it looks after right now. */
  get groups(): readonly number[] {
    return [...this.#groups]
  }

  watch(pgid: number): void {
    this.#groups.add(pgid)
    this.#pipe.write(`+${pgid}\n`)
    this.#journal.add(pgid)
  }

  release(pgid: number): void {
    this.#groups.delete(pgid)
    this.#pipe.write(`-${pgid}\n`)
    this.#journal.remove(pgid)
  }

  /** Lets the reaper do its work and waits for it. */
  async close(): Promise<void> {
    const ended = this.#process.exitCode === null ? once(this.#process, 'exit') : null
    this.#process.ref()
    this.#pipe.end()
    await ended
  }
}

/** It has nothing to do but to wait: its start must not hold up that of a trial. */
function giveWay({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // it has ended already
  }
}
