import { createContext } from 'svelte'
import type { ExperimentEntry, LabEvents, Progress } from '../../preload/contract.ts'
import type { MenuCommand } from '../../preload/menu-commands.ts'
import type { SessionEntry } from '../../experiments/core/session/session-entry.ts'
import {
  runRequestSchema,
  type ExperimentRef,
  type Overrides,
  type ResumeRequest,
  type StartRequest,
} from '../../preload/requests.ts'
import type { SessionRecord } from '../../experiments/core/session/session.ts'
import { Connection } from '../connection/connection.svelte.ts'
import { Exports } from './exports.svelte.ts'
import type { LabChannel } from '../connection/lab-channel.ts'
import { KnownClaims } from './known-claims.svelte.ts'
import { KnownRuntimes } from './known-runtimes.svelte.ts'
import { KnownSessions } from './known-sessions.ts'
import { LiveMachine } from './live-machine.svelte.ts'
import { Notices } from './notices.svelte.ts'
import { ProblemReport } from './problem-report.svelte.ts'
import { Runs, type RunAnswer } from './runs.svelte.ts'
import { refKey, type Page } from './page.ts'
import { Pages, type AddressBar } from './pages.svelte.ts'
import { Shelf } from './shelf.svelte.ts'
import { isSessionFile, uploadedFile } from './uploaded-file.ts'
import type { SessionView } from './session-view.svelte.ts'

export class LabWindow {
  readonly connection: Connection
  readonly notices = new Notices()
  readonly machine = new LiveMachine()
  readonly claims = new KnownClaims(() => this.connection.api)
  readonly runtimes = new KnownRuntimes(() => this.connection.api)
  readonly exports = new Exports(() => this.connection.api, this.notices)
  readonly problemReport = new ProblemReport(() => this.connection.api, this.notices)
  readonly runs = new Runs({
    api: () => this.connection.api,
    notices: this.notices,
    answered: (result, request) => this.#answered(result, request),
  })
  readonly shelf = new Shelf({
    api: () => this.connection.api,
    notices: this.notices,
    show: (sessionId) => this.showSession(sessionId),
  })
  entries = $state.raw<readonly ExperimentEntry[]>([])
  sessions = $state.raw<readonly SessionEntry[]>([])
  /** Whether the window's own dialog for opening a file is shown. */
  openDialog = $state(false)
  /** What lies over the page: the palette, or the list of keys. */
  sheet = $state<'find' | 'keys' | null>(null)
  runningId = $state<string | null>(null)
  /** What a person changed in the plan that is shown, for the next run of it. */
  planChanges = $state.raw<Overrides>({})
  readonly #knownSessions = new KnownSessions()
  readonly pages: Pages
  #joinedBefore = false

  get page(): Page {
    return this.pages.current
  }

  /** The experiment that the page is about, or null. */
  readonly shownExperiment = $derived.by((): ExperimentRef | null => {
    const { page } = this
    if (page.kind === 'experiment') return page.opened.ref
    if (page.kind === 'refused') return page.refused.ref
    if (page.kind !== 'session') return null
    const ref = this.#knownSessions.refOf(page.view, this.entries)
    // a file that another machine names may be any file of this one
    const isForeign = this.sessions.some(({ id, readOnly }) => readOnly && id === page.view.id)
    return isForeign && ref?.kind === 'file' ? null : ref
  })

  /** The experiment that Run would run on this page, or null. */
  readonly runnable = $derived.by((): ExperimentRef | null => {
    const { page } = this
    if (page.kind === 'session') return ['running', 'loading'].includes(page.view.state) ? null : this.shownExperiment
    return page.kind === 'experiment' ? this.shownExperiment : null
  })

  /** Whether a dialog is open, which has to be answered first. */
  readonly isAsking = $derived.by(
    () =>
      this.runs.trust !== null ||
      this.openDialog ||
      this.exports.open ||
      this.sheet !== null ||
      this.problemReport.text !== null,
  )

  readonly canRun = $derived.by(
    () => this.runnable !== null && !this.runs.starting && this.connection.state.kind === 'connected',
  )

  /**
   * @param bar the browser's address, which the page that is shown follows
   * @param menu does what a person chose in the shell's own menu
   */
  constructor(open: () => Promise<LabChannel>, bar: AddressBar, menu: (lab: LabWindow, command: MenuCommand) => void) {
    this.pages = new Pages({
      bar,
      api: () => this.connection.api,
      known: this.#knownSessions,
      lists: () => this,
      shown: (page) => {
        if (page === 'runtimes') void this.runtimes.load()
        if (page === 'claims' && this.runningId === null) void this.claims.load()
      },
    })
    const events: LabEvents = {
      records: (sessionId, records) => {
        this.#received(sessionId, records)
      },
      progress: (progress) => {
        this.#progressed(progress)
      },
      sample: (sample) => {
        this.machine.add(sample)
      },
      sessionsChanged: () => {
        void this.notices.attempt('Could not list the sessions', () => this.#listSessions())
      },
      menu: (command) => {
        menu(this, command)
      },
    }
    this.connection = new Connection(open, events, async () => {
      this.#knownSessions.missedNews()
      await Promise.all([this.#listExperiments(), this.#listSessions()])
      const running = await this.connection.api.running()
      this.runningId = running?.sessionId ?? null
      if (running === null) this.#refresh()
      else this.#progressed(running)
      if (!this.#joinedBefore || this.page.kind === 'session') await this.pages.follow()
      this.#joinedBefore = true
    })
  }

  /** The browser's address has changed: by a link, by Back and Forward, or by hand. */
  async followAddress(): Promise<void> {
    if (this.connection.state.kind === 'connected') await this.pages.follow()
  }

  connect(): Promise<void> {
    return this.connection.connect()
  }

  async showExperiment(ref: ExperimentRef): Promise<void> {
    const running = this.runningView?.progress
    if (running && refKey(running.run.ref) === refKey(ref)) return this.showSession(running.sessionId)
    await this.pages.goToExperiment(ref)
  }

  /** Shows the experiment of the session that is shown, to be looked at or changed before another run. */
  async showPlan(): Promise<void> {
    const ref = this.runnable
    if (ref !== null) await this.showExperiment(ref)
  }

  async showSession(sessionId: string): Promise<void> {
    await this.pages.go({ kind: 'session', id: sessionId })
  }

  /** Opens the shell's file dialog if it has one, else the window's own. */
  async pickFile(): Promise<void> {
    if (this.connection.description?.dialogs !== true) {
      this.openDialog = true
      return
    }
    await this.notices.attempt('Could not open the file', async () => {
      const opened = await this.connection.api.pickExperiment()
      if (opened === null) return
      if (opened.kind === 'session') return this.showSession(opened.sessionId)
      await this.pages.goToExperiment(opened.ref)
      await this.#listExperiments()
    })
  }

  async openFile(ref: ExperimentRef): Promise<void> {
    this.openDialog = false
    if (ref.kind === 'file' && isSessionFile(ref.path)) return this.shelf.open(ref)
    await this.showExperiment(ref)
    await this.notices.attempt('Could not list the experiments', () => this.#listExperiments())
  }

  async upload(file: File): Promise<void> {
    this.openDialog = false
    if (isSessionFile(file.name)) return this.shelf.upload(file)
    await this.notices.attempt('Could not open the file', async () => this.openFile(await uploadedFile(file)))
  }

  /** Runs what the page shows, with the changes that were made to its plan; next, if something runs already. */
  async run(quick: boolean): Promise<void> {
    const changes = this.page.kind === 'experiment' ? this.planChanges : {}
    await this.#beginOrQueue({ ...changes, ...this.runs.chosen(quick) })
  }

  /** Runs again what a session ran: the same series, workers and rounds, and a preview as a preview. */
  async runAgain({ header }: SessionView): Promise<void> {
    await this.#beginOrQueue(runRequestSchema.safeParse(header?.request).data?.overrides ?? {})
  }

  async #beginOrQueue(overrides: Overrides): Promise<void> {
    const experiment = this.runnable
    if (experiment !== null && this.canRun) await this.runs.beginOrQueue({ experiment, overrides }, this.runningId)
  }

  /** Of the run that is under way, on whatever page. */
  get runningView(): SessionView | null {
    return this.runningId === null ? null : this.#knownSessions.view(this.runningId, true)
  }

  async #answered(result: RunAnswer, request: StartRequest | ResumeRequest): Promise<void> {
    switch (result.kind) {
      case 'started':
        if ('experiment' in request) this.#knownSessions.started(result.sessionId, request.experiment)
        break
      case 'refused':
        if ('message' in result) this.notices.error(result.message)
        else if ('experiment' in request) this.pages.showOpened({ ...result, ref: request.experiment })
        return
      case 'busy':
        this.notices.error('Another run is in progress. Two at once would spoil both measurements.')
    }
    this.runningId = result.sessionId
    await this.showSession(result.sessionId)
  }

  #received(sessionId: string, records: readonly SessionRecord[]): void {
    const end = records.find((record) => record.record === 'end')
    const ended = end !== undefined
    const view = this.#knownSessions.view(sessionId, !ended)
    view.add(records)
    if (ended) {
      view.live = false
      if (this.runningId === sessionId) this.runningId = null
      if (end.reason !== 'complete') this.runs.waiting = []
      if (this.runs.waiting.length > 0) void this.runs.runNext()
      else this.#refresh()
    }
    // A session is in the list as soon as its header is written, and runs again when it is resumed.
    if (!ended && !records.some(({ record }) => record === 'header' || record === 'resumed')) return
    void this.notices.attempt('Could not list the sessions', () => this.#listSessions())
  }

  /** Asks for the reports that take the lab some work, which it must not do while it measures. */
  #refresh(): void {
    void this.runtimes.load()
    void this.claims.load()
  }

  #progressed(progress: Progress): void {
    const view = this.#knownSessions.view(progress.sessionId, true)
    view.progress = progress
    if (view.end !== null) return
    view.live = true
    this.runningId = progress.sessionId
    if (this.pages.isFresh) this.pages.replace({ kind: 'session', id: progress.sessionId })
  }

  async #listExperiments(): Promise<void> {
    this.entries = await this.connection.api.experiments()
  }

  async #listSessions(): Promise<void> {
    this.sessions = await this.connection.api.sessions()
  }
}

/** `App` provides the lab's window; each component in it reads it while it is made. */
export const [useLab, provideLab] = createContext<LabWindow>()
