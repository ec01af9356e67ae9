import type { LabApi } from '../../preload/contract.ts'
import type { SessionSource } from '../../preload/requests.ts'
import type { Notices } from './notices.svelte.ts'
import { sessionUpload } from './uploaded-file.ts'

export interface ShelfOptions {
  readonly api: () => LabApi
  readonly notices: Notices
  /** Shows a session's page. */
  readonly show: (sessionId: string) => Promise<void>
}

/** What a person does with the sessions that are kept. The lab tells every window of it. */
export class Shelf {
  readonly #options: ShelfOptions

  constructor(options: ShelfOptions) {
    this.#options = options
  }

  async rename(sessionId: string, name: string): Promise<void> {
    const { api, notices } = this.#options
    await notices.attempt('Could not rename the session', () => api().renameSession(sessionId, name))
  }

  async note(sessionId: string, note: string): Promise<void> {
    const { api, notices } = this.#options
    await notices.attempt('Could not write the note', () => api().noteSession(sessionId, note))
  }

  /** Throws sessions away, and offers to bring back those that went. @param named what the notice calls them */
  async trash(sessionIds: readonly string[], named: string): Promise<void> {
    const { api, notices } = this.#options
    const gone: string[] = []
    for (const id of sessionIds) {
      await notices.attempt('Could not delete the session', async () => {
        await api().trashSession(id)
        gone.push(id)
      })
    }
    if (gone.length === 0) return
    notices.offer(`Moved to the trash: ${named}`, {
      title: 'Undo',
      act: () => {
        for (const id of gone) {
          void notices.attempt('Could not bring the session back', () => api().restoreSession(id))
        }
      },
    })
  }

  /** Opens somebody's session, to be read only. */
  async open(source: SessionSource): Promise<void> {
    const { api, notices, show } = this.#options
    await notices.attempt('Could not open the session', async () => {
      await show(await api().openSession(source))
    })
  }

  async upload(file: File): Promise<void> {
    const { notices } = this.#options
    await notices.attempt('Could not open the session', async () => this.open(await sessionUpload(file)))
  }

  async showFolder(): Promise<void> {
    const { api, notices } = this.#options
    await notices.attempt('Could not open the folder', async () => {
      notices.done(`The sessions are in ${await api().showSessionsFolder()}`)
    })
  }
}
