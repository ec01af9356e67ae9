import type { ExperimentEntry, LabApi, OpenedExperiment } from '../../preload/contract.ts'
import type { SessionEntry } from '../../experiments/core/session/session-entry.ts'
import type { ExperimentRef } from '../../preload/requests.ts'
import { sessionParts } from '../connection/session-parts.ts'
import { addressText, parseAddress, type Address, type AddressedExperiment } from './address.ts'
import type { KnownSessions } from './known-sessions.ts'
import { ComparedSessions } from './compared-sessions.svelte.ts'
import { entryOf, refName, type Page } from './page.ts'

/** What the pages need of the browser's `location`: each change of `hash` is a step that Back undoes. */
export interface AddressBar {
  hash: string
  replace(url: string): void
}

export interface PagesOptions {
  readonly bar: AddressBar
  readonly api: () => LabApi
  readonly known: KnownSessions
  readonly lists: () => {
    readonly entries: readonly ExperimentEntry[]
    readonly sessions: readonly SessionEntry[]
    readonly runningId: string | null
  }
  /** Called when a page that is one of a kind is shown. */
  readonly shown: (page: Page['kind']) => void
}

/** The page that the window shows. It follows the browser's address, and nothing else changes it. */
export class Pages {
  current = $state.raw<Page>({ kind: 'start' })
  readonly #options: PagesOptions
  /** The uploaded files of this tab, by name. */
  readonly #uploads: Record<string, ExperimentRef> = {}

  constructor(options: PagesOptions) {
    this.#options = options
  }

  /** Whether nobody has chosen a page yet. */
  get isFresh(): boolean {
    return this.#options.bar.hash === ''
  }

  /** Leads to a page, as a link does; one that is shown already is shown anew. */
  async go(address: Address): Promise<void> {
    const { bar } = this.#options
    const text = addressText(address)
    // the browser then says that its address has changed, and the page follows
    if (bar.hash === text) await this.follow()
    else bar.hash = text
  }

  async goToExperiment(ref: ExperimentRef): Promise<void> {
    if (ref.kind === 'text') this.#uploads[ref.name] = ref
    await this.go({ kind: 'experiment', ref })
  }

  /** Leads to a page in place of this one, to which Back does not return. */
  replace(address: Address): void {
    this.#options.bar.replace(addressText(address))
  }

  /** Shows what the browser's address says. */
  async follow(): Promise<void> {
    const address = parseAddress(this.#options.bar.hash)
    if (address === null) {
      this.current = { kind: 'nowhere', why: 'There is no page at this address.' }
      return
    }
    switch (address.kind) {
      case 'experiment':
        await this.#showExperiment(address.ref)
        return
      case 'session':
        await this.#showSession(address.id)
        return
      case 'compare':
        await this.#showCompared(address.ids)
        return
      default:
        this.current = { kind: address.kind }
        this.#options.shown(address.kind)
    }
  }

  /** Shows what the lab has said of an experiment. */
  showOpened(opened: OpenedExperiment): void {
    this.current = opened.kind === 'opened' ? { kind: 'experiment', opened } : { kind: 'refused', refused: opened }
  }

  async #showExperiment(addressed: AddressedExperiment): Promise<void> {
    const { api, lists } = this.#options
    const ref = addressed.kind === 'text' ? this.#uploads[addressed.name] : addressed
    if (ref === undefined) {
      const why = `${refName(addressed)} was uploaded, and the page was reloaded since: upload it again.`
      this.current = { kind: 'nowhere', why }
      return
    }
    const loading: Page = { kind: 'loading', name: entryOf(lists().entries, ref)?.title ?? refName(ref) }
    this.current = loading
    try {
      const opened = await api().open(ref, {})
      if (this.current === loading) this.showOpened(opened)
    } catch (error) {
      if (this.current === loading) this.#fail(`Could not open ${refName(ref)}`, error)
    }
  }

  async #showSession(sessionId: string): Promise<void> {
    const { api, known, lists } = this.#options
    const { sessions, runningId } = lists()
    const live = sessionId === runningId
    const view = known.view(sessionId, live)
    if (!live) view.live = false
    this.current = { kind: 'session', view }
    const isUnreadable = sessions.some(({ id, state }) => id === sessionId && state === 'unreadable')
    if (view.isWhole || view.readShare !== null || isUnreadable) return
    const isShown = (): boolean => this.current.kind === 'session' && this.current.view === view
    try {
      await view.load(sessionParts(api(), sessionId), isShown)
    } catch (error) {
      if (isShown()) this.#fail('Could not read the session', error)
    }
  }

  async #showCompared(ids: readonly string[]): Promise<void> {
    const compared = new ComparedSessions(ids)
    this.current = { kind: 'compare', compared }
    const isShown = (): boolean => this.current.kind === 'compare' && this.current.compared === compared
    try {
      await compared.load(this.#options.api(), isShown)
    } catch (error) {
      if (isShown()) this.#fail('Could not compare the sessions', error)
    }
  }

  #fail(what: string, error: unknown): void {
    this.current = { kind: 'nowhere', why: `${what}: ${error instanceof Error ? error.message : String(error)}` }
  }
}
