import type { LabApi } from '../../preload/contract.ts'
import type { Notices } from './notices.svelte.ts'

/** The text that a person copies into a report of a problem. */
export class ProblemReport {
  /** Null while it is not shown. */
  text = $state<string | null>(null)
  readonly #api: () => LabApi
  readonly #notices: Notices

  constructor(api: () => LabApi, notices: Notices) {
    this.#api = api
    this.#notices = notices
  }

  async show(): Promise<void> {
    await this.#notices.attempt('Could not read the log', async () => {
      this.text = await this.#api().problemReport()
    })
  }

  close(): void {
    this.text = null
  }
}
