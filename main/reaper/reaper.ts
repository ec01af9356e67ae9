import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import { dirname } from 'node:path'
import type { Writable } from 'node:stream'
import { childEnvironment } from '../system/child-environment.ts'
import { Journal } from './journal.ts'

export interface ReaperStart {
  readonly nodePath: string
  /** The file of reaper-program.ts as it is built. */
  readonly program: string
  /** The mark in the environment of every process that the lab starts. */
  readonly labId: string
  /** The data folder, for the journal. */
  readonly home: string
}

/** The lab's side of its reaper (reaper-program.ts): process groups that are listed here do not outlive the lab. */
export class Reaper {
  readonly labId: string
  readonly #process: ChildProcessByStdio<Writable, null, null>
  readonly #journal: Journal
  readonly #groups = new Set<number>()

  private constructor(labId: string, journal: Journal, child: ChildProcessByStdio<Writable, null, null>) {
    this.labId = labId
    this.#journal = journal
    this.#process = child
  }

  /** Starts the process, which does not keep the lab alive. */
  static start({ nodePath, program, labId, home }: ReaperStart): Reaper {
    const journal = new Journal(home, labId)
    const child = spawn(nodePath, [program, labId, journal.path], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      windowsHide: true,
      cwd: dirname(program),
      env: childEnvironment(process.env, 'built-in'),
    })
    // a reaper that cannot be written to is missed at close, not in the middle of a trial
    child.on('error', () => undefined)
    child.stdin.on('error', () => undefined)
    child.unref()
    giveWay(child)
    return new Reaper(labId, journal, child)
  }

  /** Null if it could not be started. */
  get pid(): number | null {
    return this.#process.pid ?? null
  }

  get groups(): readonly number[] {
    return [...this.#groups]
  }

  watch(pgid: number): void {
    this.#groups.add(pgid)
    this.#process.stdin.write(`+${pgid}\n`)
    this.#journal.add(pgid)
  }

  release(pgid: number): void {
    // an interpreter may answer after the lab has closed
    if (!this.#groups.delete(pgid)) return
    this.#process.stdin.write(`-${pgid}\n`)
    this.#journal.remove(pgid)
  }

  /** Lets the reaper do its work and waits for it. */
  async close(): Promise<void> {
    this.#groups.clear()
    const ended = this.#process.exitCode === null ? once(this.#process, 'exit') : null
    this.#process.ref()
    this.#process.stdin.end()
    await ended
  }
}

/** Lowers the priority of the reaper, which only waits, so that its start does not hold up that of a trial. */
function giveWay({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // it has ended already
  }
}
