import type { ExperimentEntry } from '../../preload/contract.ts'
import type { ExperimentRef } from '../../preload/requests.ts'
import { SessionView } from './session-view.svelte.ts'

/** The sessions that this window has shown or started: one view each, and the experiment that it started. */
export class KnownSessions {
  readonly #views = new Map<string, SessionView>()
  /** Only this window has the text of an uploaded file, which it needs to run the session again. */
  readonly #startedFrom = new Map<string, ExperimentRef>()

  view(sessionId: string, live: boolean): SessionView {
    const view = this.#views.get(sessionId) ?? new SessionView(sessionId, live)
    this.#views.set(sessionId, view)
    return view
  }

  /** Marks all views as incomplete, because events of the lab were missed, for example when the connection was lost. */
  missedNews(): void {
    for (const view of this.#views.values()) view.isWhole = false
  }

  started(sessionId: string, from: ExperimentRef): void {
    this.#startedFrom.set(sessionId, from)
  }

  /** @returns what to open to see the session's experiment again; null if it is unknown */
  refOf({ id, header, progress }: SessionView, entries: readonly ExperimentEntry[]): ExperimentRef | null {
    const startedFrom = this.#startedFrom.get(id)
    if (startedFrom !== undefined || header === null) return startedFrom ?? progress?.run.ref ?? null
    const { experiment } = header
    if (experiment.file !== null) return { kind: 'file', path: experiment.file }
    return entries.find(({ ref }) => ref.kind === 'catalog' && ref.id === experiment.id)?.ref ?? null
  }
}
