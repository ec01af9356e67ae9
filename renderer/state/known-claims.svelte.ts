import type { ClaimsReport } from '../../experiments/core/claims/claims-report.ts'
import type { LabApi } from '../../preload/contract.ts'

export class KnownClaims {
  report = $state.raw<ClaimsReport | null>(null)
  reading = $state(false)
  /** Why there is no report, or no newer one. */
  problem = $state<string | null>(null)
  readonly #api: () => LabApi

  constructor(api: () => LabApi) {
    this.#api = api
  }

  /** Asks the lab again; the previous report is shown until the answer comes. */
  async load(): Promise<void> {
    if (this.reading) return
    this.reading = true
    this.problem = null
    try {
      this.report = await this.#api().claims()
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error)
    }
    this.reading = false
  }
}
