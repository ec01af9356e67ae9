import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type { Session } from '../../experiments/core/session/session.ts'
import type { LabelChange } from '../../experiments/core/session/label.ts'
import type { FilePosition, SessionPart } from '../../preload/contract.ts'
import type { SessionEntry } from '../../experiments/core/session/session-entry.ts'
import type { Programs } from '../system/programs.ts'
import { RunningSession } from '../session/running-session.ts'
import type { Resumption } from '../session/resumption.ts'
import type { SessionOptions } from '../session/session-options.ts'
import type { SessionSource } from '../../preload/requests.ts'
import type { SessionSummary } from '../store/reading/session-list.ts'
import { readPart, readSession, SessionUnreadable } from '../store/reading/session-reader.ts'
import { labelSession } from '../store/shelf/label-session.ts'
import { SessionShelf } from '../store/shelf/session-shelf.ts'
import { takeInFile, takeInUpload } from '../store/shelf/take-in.ts'
import { bringBack, throwAway } from '../store/shelf/trash.ts'
import { sessionEntry } from './session-entry.ts'

export type LabSessionsOptions = Pick<SessionOptions, 'machine' | 'monitor' | 'reaper'> & {
  readonly events: SessionOptions['events'] & { readonly sessionsChanged: () => void }
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
  readonly shelf: SessionShelf
  readonly #options: LabSessionsOptions
  #running: RunningSession | null = null
  #closed = false

  constructor(options: LabSessionsOptions) {
    this.#options = options
    this.shelf = new SessionShelf(options.home)
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
    const options = { ...order, ...fixed, labVersion: version, sessionsFolder: this.shelf.own }
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
    const listed = await this.shelf.list()
    const running = this.#running
    const calibrating = running?.hasHeader === false ? running.id : null
    return listed
      .filter(({ id }) => id !== calibrating)
      .map((one) =>
        sessionEntry(one, {
          machine: this.#options.machine,
          running: one.id === running?.id,
          readOnly: this.shelf.isReadOnly(one.path),
        }),
      )
  }

  /** Summarises the sessions on disk that can be read, newest first. */
  async summaries(): Promise<SessionSummary[]> {
    return (await this.shelf.listOwn()).filter((one) => one.kind === 'session')
  }

  /** @throws SessionUnreadable if there is none, or it cannot be read */
  async part(sessionId: string, from: FilePosition | null): Promise<SessionPart> {
    const path = this.shelf.existing(sessionId)
    // its file is empty while it calibrates
    if (this.#running?.id === sessionId && !this.#running.hasHeader) return { records: [], next: null, share: 1 }
    return await readPart(path, from ?? undefined)
  }

  /** @throws SessionUnreadable as `part` does */
  async read(sessionId: string): Promise<{ readonly path: string; readonly session: Session }> {
    const path = this.shelf.existing(sessionId)
    return { path, session: await readSession(path) }
  }

  /** @throws SessionHeld, SessionFileError or SessionUnreadable */
  async label(sessionId: string, change: LabelChange): Promise<void> {
    if (this.#running?.id === sessionId) this.#running.label(change)
    else await labelSession(this.#ownPath(sessionId, 'named'), change)
    this.#changed()
  }

  /** @throws as `label` does */
  trash(sessionId: string): void {
    throwAway(this.shelf, sessionId)
    this.#changed()
  }

  /** @throws SessionFileError */
  restore(sessionId: string): void {
    bringBack(this.shelf, sessionId)
    this.#changed()
  }

  /** @returns the id of the copy @throws SessionUnreadable or SessionFileError */
  async takeIn(source: SessionSource): Promise<string> {
    const id =
      source.kind === 'file'
        ? await takeInFile(this.shelf, source.path)
        : await takeInUpload(this.shelf, source.name, Buffer.from(source.gzip, 'base64'))
    this.#changed()
    return id
  }

  /** @throws SessionUnreadable if there is none that may be written to */
  #ownPath(sessionId: string, what: string): string {
    const path = this.shelf.existing(sessionId)
    if (!this.shelf.isReadOnly(path)) return path
    throw new SessionUnreadable(`${sessionId} came from elsewhere and cannot be ${what}: it is read only`)
  }

  #changed(): void {
    this.#options.events.sessionsChanged()
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#running?.cancel()
    await this.#running?.done
  }

  path(sessionId: string): string {
    return this.shelf.path(sessionId)
  }

  /** Of a session that is to be continued. @throws SessionUnreadable as `label` does */
  resumable(sessionId: string): string {
    return this.#ownPath(sessionId, 'resumed')
  }
}
