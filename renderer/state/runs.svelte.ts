import type { MonitorMode } from '../../experiments/core/names/monitor-mode.ts'
import type { ExperimentRef, LabApi, StartRequest, StartResult } from '../../preload/contract.ts'
import type { Notices } from './notices.svelte.ts'
import type { TrustQuestion } from './trust-question.ts'

export interface RunsOptions {
  readonly api: () => LabApi
  readonly notices: Notices
  /** Called when the lab has begun, or said why it cannot. Questions of trust are not passed on. */
  readonly answered: (result: Exclude<StartResult, { kind: 'needs-trust' }>, request: StartRequest) => Promise<void>
}

/** The runs that a person asks for: their options, the question of trust that a run may raise, and those that wait. */
export class Runs {
  starting = $state(false)
  /** The person's own files that a run would execute, if they have not agreed to it yet. */
  trust = $state.raw<TrustQuestion | null>(null)
  /** The seed of the next runs; null lets the lab choose one. */
  seed = $state<number | null>(null)
  /** The monitor mode of the next runs; null leaves it to the experiment. */
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
