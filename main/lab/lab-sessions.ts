import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type { Session } from '../../experiments/core/session/session.ts'
import type { FilePosition, SessionEntry, SessionPart } from '../../preload/contract.ts'
import type { Programs } from '../system/programs.ts'
import { RunningSession } from '../session/running-session.ts'
import type { Resumption } from '../session/resumption.ts'
import type { SessionOptions } from '../session/session-options.ts'
import { listSessions, type ListedSession, type SessionSummary } from '../store/reading/session-list.ts'
import { readPart, readSession, SessionUnreadable } from '../store/reading/session-reader.ts'
import { sessionExtension } from '../store/session-writer.ts'

export type LabSessionsOptions = Pick<SessionOptions, 'machine' | 'monitor' | 'reaper' | 'events'> & {
  readonly version: string
  readonly home: string
  readonly nodePath: string
  readonly programs: Programs
  /** How often the monitor takes a sample while nothing runs. */
  readonly idleSampleMs: number
}

/** What is to be measured. */
export type RunOrder = Pick<
  SessionOptions,
  'experiment' | 'request' | 'plan' | 'runtimes' | 'seed' | 'quick' | 'file' | 'files'
>

/** The running session, of which there is at most one because two would disturb each other, and the sessions on disk. */
export class LabSessions {
  readonly folder: string
  readonly #options: LabSessionsOptions
  #running: RunningSession | null = null
  #closed = false

  constructor(options: LabSessionsOptions) {
    this.#options = options
    this.folder = join(options.home, 'sessions')
  }

  get running(): RunningSession | null {
    return this.#running
  }

  /** Waits for a session whose last record is written: it is over in a moment, and then the next one can start. */
  async settled(): Promise<void> {
    if (this.#running?.ended === true) await this.#running.done
  }

  /** @param resumption what it continues; null begins a new session */
  start(order: RunOrder, resumption: Resumption | null = null): RunningSession {
    if (this.#closed) throw new Error('the lab is closing')
    const { machine, monitor, reaper, programs, nodePath, events, version, idleSampleMs } = this.#options
    const fixed = { machine, monitor, reaper, programs, nodePath, events }
    const options = { ...order, ...fixed, labVersion: version, sessionsFolder: this.folder }
    const session = RunningSession.start(options, resumption)
    this.#running = session
    void session.done.then(() => {
      this.#running = null
      monitor.sampleEvery(idleSampleMs)
    })
    return session
  }

  sample(sample: Omit<SampleRecord, 'atMs'>, clockUs: number): void {
    this.#running?.sample(sample, clockUs)
  }

  overLimit(pid: number, rssBytes: number): void {
    this.#running?.overLimit(pid, rssBytes)
  }

  async list(): Promise<SessionEntry[]> {
    const listed = await listSessions(this.folder)
    const calibrating = this.#running?.hasHeader === false ? this.#running.id : null
    return listed.filter(({ id }) => id !== calibrating).map((one) => this.#entry(one))
  }

  /** Summarises the sessions on disk that can be read, newest first. */
  async summaries(): Promise<SessionSummary[]> {
    return (await listSessions(this.folder)).filter((one) => one.kind === 'session')
  }

  /** @throws SessionUnreadable if there is none, or it cannot be read */
  async part(sessionId: string, from: FilePosition | null): Promise<SessionPart> {
    const path = this.#existing(sessionId)
    // its file is empty while it calibrates
    if (this.#running?.id === sessionId && !this.#running.hasHeader) return { records: [], next: null, share: 1 }
    return await readPart(path, from ?? undefined)
  }

  /** @throws SessionUnreadable as `part` does */
  async read(sessionId: string): Promise<{ readonly path: string; readonly session: Session }> {
    const path = this.#existing(sessionId)
    return { path, session: await readSession(path) }
  }

  #existing(sessionId: string): string {
    const path = this.path(sessionId)
    if (!existsSync(path)) throw new SessionUnreadable(`there is no session ${sessionId} in ${this.folder}`)
    return path
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#running?.cancel()
    await this.#running?.done
  }

  path(sessionId: string): string {
    // an id is a file's name: a path in it would lead out of the folder
    if (/[/\\]|^\.+$/.test(sessionId)) throw new SessionUnreadable(`${JSON.stringify(sessionId)} is no session's id`)
    return join(this.folder, sessionId + sessionExtension)
  }

  #entry(listed: ListedSession): SessionEntry {
    const { path, id } = listed
    if (listed.kind === 'unreadable') {
      const startedAt = listed.changedAt.toISOString()
      return { id, path, experimentId: '', title: id, startedAt, state: 'unreadable', problem: listed.why }
    }
    const { header, end } = listed
    const { experiment, startedAt } = header
    const state = id === this.#running?.id ? 'running' : (end?.reason ?? 'unfinished')
    return { id, path, experimentId: experiment.id, title: experiment.title, startedAt, state, problem: null }
  }
}
