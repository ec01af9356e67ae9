import type { PythonRuntime } from '../../experiments/core/names/series.ts'
import type { RuntimesReport } from '../../experiments/core/session/runtimes-report.ts'
import type { LabApi } from '../../preload/contract.ts'

export class KnownRuntimes {
  report = $state.raw<RuntimesReport | null>(null)
  /** Whether the lab is asking interpreters right now. */
  looking = $state(false)
  /** Why there is no report, or no newer one. */
  problem = $state<string | null>(null)
  readonly #api: () => LabApi

  constructor(api: () => LabApi) {
    this.#api = api
  }

  /** Asks for a report unless there is one; only `lookAgain` looks for newly installed runtimes. */
  async load(): Promise<void> {
    if (this.report === null && !this.looking) await this.#ask((api) => api.runtimes())
  }

  async lookAgain(): Promise<void> {
    await this.#ask((api) => api.lookForRuntimes())
  }

  /** @returns what is wrong with the command line, or null if it was accepted */
  async choose(runtime: PythonRuntime, commandLine: string | null): Promise<string | null> {
    const refusal: { message?: string } = {}
    await this.#ask(async (api) => {
      const result = await api.chooseRuntime(runtime, commandLine)
      if (result.kind === 'chosen') return result.report
      refusal.message = result.message
      return this.report
    })
    return refusal.message ?? this.problem
  }

  async #ask(question: (api: LabApi) => Promise<RuntimesReport | null>): Promise<void> {
    this.looking = true
    this.problem = null
    try {
      this.report = await question(this.#api())
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error)
    }
    this.looking = false
  }
}
