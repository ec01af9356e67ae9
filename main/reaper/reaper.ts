import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import { dirname } from 'node:path'
import { childEnvironment } from '../system/child-environment.ts'
import type { WatchedGroups } from '../system/process-group.ts'
import { startProcess } from '../system/start-process.ts'
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

/** A reaper that somebody ends is started again so many times: one that cannot live must not take up the machine. */
const mostStarts = 20
/** It takes some milliseconds; one that hangs does not keep the lab. */
const closeLimitMs = 3000

/** The lab's side of its reaper (reaper-program.ts): process groups that are listed here do not outlive the lab. */
export class Reaper implements WatchedGroups {
  readonly labId: string
  readonly #options: ReaperStart
  readonly #journal: Journal
  readonly #groups = new Set<number>()
  #process: ChildProcess
  #starts = 0
  #closing = false

  private constructor(options: ReaperStart) {
    this.labId = options.labId
    this.#options = options
    this.#journal = new Journal(options.home, options.labId)
    this.#process = this.#launch()
  }

  /** Starts the process, which does not keep the lab alive. */
  static start(options: ReaperStart): Reaper {
    return new Reaper(options)
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
    wake(this.#process)
    this.#process.stdin?.write(`+${pgid}\n`)
    this.#journal.add(pgid)
  }

  release(pgid: number): void {
    // an interpreter may answer after the lab has closed
    if (!this.#groups.delete(pgid)) return
    this.#process.stdin?.write(`-${pgid}\n`)
    this.#journal.remove(pgid)
  }

  /** Lets the reaper do its work and waits for it. */
  async close(): Promise<void> {
    this.#closing = true
    this.#groups.clear()
    const child = this.#process
    if (!isRunning(child)) return
    const ended = once(child, 'exit')
    const limit = setTimeout(() => child.kill('SIGKILL'), closeLimitMs)
    child.ref()
    wake(child)
    child.stdin?.end()
    await ended
    clearTimeout(limit)
  }

  /** Starts the process again when it ends before the lab does, with the groups that are listed then. */
  #launch(): ChildProcess {
    const { nodePath, program, labId } = this.#options
    this.#starts++
    const child = startProcess([nodePath, program, labId, this.#journal.path], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: dirname(program),
      env: childEnvironment(process.env, 'built-in'),
    })
    // a reaper that cannot be written to is missed at close, not in the middle of a trial
    child.on('error', () => undefined)
    child.stdin?.on('error', () => undefined)
    child.on('exit', () => {
      if (!this.#closing && this.#starts < mostStarts) this.#process = this.#launch()
    })
    child.unref()
    giveWay(child)
    for (const pgid of this.#groups) child.stdin?.write(`+${pgid}\n`)
    return child
  }
}

function isRunning({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null
}

/** A reaper that somebody has stopped goes on; to one that runs, the signal means nothing. */
function wake(child: ChildProcess): void {
  if (process.platform !== 'win32' && isRunning(child)) child.kill('SIGCONT')
}

/** Lowers the priority of the reaper, which only waits, so that its start does not hold up that of a trial. */
function giveWay({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // it has ended already
  }
}
