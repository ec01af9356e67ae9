import type { MonitorMode } from '../../experiments/core/names/monitor-mode.ts'
import type { ExperimentRef, LabApi, StartRequest, StartResult } from '../../preload/contract.ts'
import type { Notices } from './notices.svelte.ts'
import type { TrustQuestion } from './trust-question.ts'

export interface RunsOptions {
  readonly api: () => LabApi
  readonly notices: Notices
  /** The lab has begun, or says why it cannot; questions of trust do not come here. */
  readonly answered: (result: Exclude<StartResult, { kind: 'needs-trust' }>, request: StartRequest) => Promise<void>
}

/** What is asked of the lab to run: what a person chose for it, what they have to agree to, and what comes next. */
export class Runs {
  starting = $state(false)
  /** Files that a run would execute, and that nobody has agreed to yet. */
  trust = $state.raw<TrustQuestion | null>(null)
  /** Of the next runs; null lets the lab draw one. */
  seed = $state<number | null>(null)
  /** Of the next runs; null leaves it to the experiment. */
  monitor = $state<MonitorMode | null>(null)
  /** Experiments that run one after another, each when the one before is done. */
  waiting = $state.raw<readonly ExperimentRef[]>([])
  readonly #options: RunsOptions

  constructor(options: RunsOptions) {
    this.#options = options
  }

  async run(experiment: ExperimentRef, quick: boolean): Promise<void> {
    const { seed, monitor } = this
    const overrides = {
      ...(quick ? { quick } : {}),
      ...(seed === null ? {} : { seed }),
      ...(monitor === null ? {} : { monitor }),
    }
    await this.#start({ experiment, overrides, trusted: false })
  }

  async runAll(experiments: readonly ExperimentRef[]): Promise<void> {
    this.waiting = experiments
    await this.runNext()
  }

  /** Nothing where none waits. */
  async runNext(): Promise<void> {
    const [experiment, ...rest] = this.waiting
    this.waiting = rest
    if (experiment !== undefined) await this.#start({ experiment, overrides: {}, trusted: false })
  }

  async answerTrust(agreed: boolean): Promise<void> {
    const question = this.trust
    this.trust = null
    if (agreed && question !== null) await this.#start({ ...question.request, trusted: true })
  }

  async #start(request: StartRequest): Promise<void> {
    const { api, notices, answered } = this.#options
    this.starting = true
    await notices.attempt('Could not start the run', async () => {
      const result = await api().start(request)
      if (result.kind === 'needs-trust') this.trust = { runs: result.runs, request }
      else await answered(result, request)
    })
    this.starting = false
  }
}
