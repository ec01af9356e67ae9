import type { FigureId } from '../../experiments/core/figures/figures.ts'
import type { TableId } from '../../experiments/core/report/table-ids.ts'
import type { LabApi } from '../../preload/contract.ts'
import type { ExportFormat } from '../../preload/requests.ts'
import { bytesOf, download } from './download.ts'
import type { Notices } from './notices.svelte.ts'
import type { SessionView } from './session-view.svelte.ts'

/** What of a session is exported. */
export type ExportSubject =
  | { readonly kind: 'figure'; readonly id: FigureId }
  | { readonly kind: 'table'; readonly id: TableId }
  | { readonly kind: 'json' }
  | { readonly kind: 'session' }

/** The dialog that exports what the window shows of a session, and what it does. */
export class Exports {
  readonly #api: () => LabApi
  readonly #notices: Notices
  /** Whether the dialog is open. */
  open = $state(false)
  /** What it was opened for; null for what comes first. */
  subject = $state.raw<ExportSubject | null>(null)

  constructor(api: () => LabApi, notices: Notices) {
    this.#api = api
    this.#notices = notices
  }

  show(subject: ExportSubject | null = null): void {
    this.subject = subject
    this.open = true
  }

  async save(view: SessionView, format: ExportFormat): Promise<void> {
    await this.#notices.attempt('Could not export', async () => {
      const result = await this.#api().export({ sessionId: view.id, format, view: view.shown })
      if (result.kind === 'bytes') download(result.fileName, result.mimeType, result.base64)
      if (result.kind === 'saved') this.#notices.done(`Saved as ${result.path}`)
    })
  }

  /** Puts the picture on the clipboard, from which Word, Docs and slides take it. */
  async copyPicture(view: SessionView, format: ExportFormat & { readonly kind: 'figure' }): Promise<void> {
    await this.#notices.attempt('Could not copy the picture', async () => {
      const asked = { sessionId: view.id, format: { ...format, image: 'png' }, view: view.shown, copy: true } as const
      // Safari wants the item at once, and what is in it may come later
      const picture = this.#api()
        .export(asked)
        .then((result) => new Blob(result.kind === 'bytes' ? [bytesOf(result.base64)] : [], { type: 'image/png' }))
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })])
      this.#notices.done('The picture is on the clipboard')
    })
  }
}
