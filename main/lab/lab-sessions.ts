import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type { Session, SessionRecord } from '../../experiments/core/session/session.ts'
import { foldSession } from '../../experiments/core/session/session-fold.ts'
import type { SessionEntry } from '../../preload/contract.ts'
import type { JsonText } from '../store/json-text.ts'
import type { Programs } from '../system/programs.ts'
import { SessionJob } from '../session/session-job.ts'
import type { SessionJobOptions } from '../session/session-order.ts'
import { listSessions, type SessionSummary } from '../store/reading/session-list.ts'
import { readSession } from '../store/reading/session-reader.ts'
import { readSessionText } from '../store/reading/session-text.ts'
import { SessionUnreadable } from '../store/reading/session-unreadable.ts'
import { sessionExtension } from '../store/session-writer.ts'

export type LabSessionsOptions = Pick<SessionJobOptions, 'machine' | 'monitor' | 'reaper' | 'events'> & {
  readonly version: string
  readonly home: string
  readonly nodePath: string
  readonly programs: Programs
  /** The monitor's pace while nothing runs. */
  readonly idleSampleMs: number
}

/** The session that runs, at most one since two would disturb each other, and those on disk. */
export class LabSessions {
  readonly folder: string
  readonly #options: LabSessionsOptions
  #job: SessionJob | null = null

  constructor(options: LabSessionsOptions) {
    this.#options = options
    this.folder = join(options.home, 'sessions')
  }

  get running(): SessionJob | null {
    return this.#job
  }

  /** A session whose last record is written is over in a moment: who asks for the next one need not be turned away. */
  async settled(): Promise<void> {
    if (this.#job?.ended === true) await this.#job.done
  }

  start(order: Pick<SessionJobOptions, 'experiment' | 'plan' | 'runtimes' | 'seed' | 'quick' | 'file'>): SessionJob {
    const { machine, monitor, reaper, programs, nodePath, events, version, idleSampleMs } = this.#options
    const job = new SessionJob({
      ...order,
      machine,
      monitor,
      reaper,
      programs,
      nodePath,
      events,
      labVersion: version,
      sessionsFolder: this.folder,
    })
    this.#job = job
    void job.done.then(() => {
      this.#job = null
      monitor.sampleEvery(idleSampleMs)
    })
    return job
  }

  sample(sample: Omit<SampleRecord, 'atMs'>, clockUs: number): void {
    this.#job?.sample(sample, clockUs)
  }

  overLimit(pid: number, rssBytes: number): void {
    this.#job?.overLimit(pid, rssBytes)
  }

  async list(): Promise<SessionEntry[]> {
    return (await this.summaries()).map((summary) => this.#entry(summary))
  }

  /** Of those on disk, newest first. */
  async summaries(): Promise<SessionSummary[]> {
    return await listSessions(this.folder)
  }

  /**
   * Those of the one that runs, or the JSON of them. See `readSessionText`.
   * @throws SessionUnreadable where there is none, or it cannot be read
   */
  async records(sessionId: string, part: (records: JsonText) => void): Promise<readonly SessionRecord[] | JsonText> {
    if (this.#job?.id === sessionId) return this.#job.records.list()
    const path = this.#existing(sessionId)
    return await readSessionText(path, this.#scanner, part)
  }

  /** @throws as `records` */
  async read(sessionId: string): Promise<{ readonly path: string; readonly session: Session }> {
    if (this.#job?.id === sessionId) return { path: this.#job.path, session: foldSession(this.#job.records.list()) }
    const path = this.#existing(sessionId)
    return { path, session: foldSession(await readSession(path, this.#scanner)) }
  }

  /** Beside a run it may take longer, but takes no more than one core. */
  get #scanner(): string | null {
    return this.#job === null ? this.#options.programs.scanner : null
  }

  #existing(sessionId: string): string {
    const path = this.path(sessionId)
    if (!existsSync(path)) throw new SessionUnreadable(`there is no session ${sessionId} in ${this.folder}`)
    return path
  }

  async close(): Promise<void> {
    this.#job?.cancel()
    await this.#job?.done
  }

  path(sessionId: string): string {
    // an id is a file's name: a path in it would lead out of the folder
    if (/[/\\]|^\.+$/.test(sessionId)) throw new SessionUnreadable(`${JSON.stringify(sessionId)} is no session's id`)
    return join(this.folder, sessionId + sessionExtension)
  }

  #entry({ path, id, header, end }: SessionSummary): SessionEntry {
    const { experiment, startedAt } = header
    const state = id === this.#job?.id ? 'running' : (end?.reason ?? 'unfinished')
    return { id, path, experimentId: experiment.id, title: experiment.title, startedAt, state }
  }
}
