import type { MonitorMode } from '../../experiments/core/names/monitor-mode.ts'
import type { LabApi, ResumeResult, StartResult } from '../../preload/contract.ts'
import type { ExperimentRef, Overrides, ResumeRequest, RunRequest, StartRequest } from '../../preload/requests.ts'
import type { Notices } from './notices.svelte.ts'
import type { AskedTrust } from './asked-trust.ts'

/** What the lab says when it has what it needs for a run, or cannot run it. */
export type RunAnswer = Exclude<StartResult | ResumeResult, { kind: 'needs-trust' }>

export interface RunsOptions {
  readonly api: () => LabApi
  readonly notices: Notices
  /** Called when the lab has begun, or said why it cannot. Questions of trust are not passed on. */
  readonly answered: (result: RunAnswer, request: StartRequest | ResumeRequest) => Promise<void>
}

/** The runs that a person asks for: their options, the question of trust that a run may raise, and those that wait. */
export class Runs {
  starting = $state(false)
  /** The person's own files that a run would execute, if they have not agreed to it yet. */
  trust = $state.raw<AskedTrust | null>(null)
  /** Whether that agreement is meant for good, and whether for the other experiments of the folder too. */
  remember = $state(false)
  rememberFolder = $state(false)
  /** The seed of the next runs; null lets the lab choose one. */
  seed = $state<number | null>(null)
  /** The monitor mode of the next runs; null leaves it to the experiment. */
  monitor = $state<MonitorMode | null>(null)
  /** Whether the next runs have one long trial a condition, which shows when its laps become steady. */
  steady = $state(false)
  /** Runs that come one after another, each when the one before is done. */
  waiting = $state.raw<readonly RunRequest[]>([])
  readonly #options: RunsOptions

  constructor(options: RunsOptions) {
    this.#options = options
  }

  async run(experiment: ExperimentRef, quick: boolean): Promise<void> {
    await this.begin({ experiment, overrides: this.chosen(quick) })
  }

  /** @returns what the options say of the next run, as changes of the experiment */
  chosen(quick: boolean): Overrides {
    const { seed, monitor, steady } = this
    return {
      ...(quick ? { quick } : {}),
      ...(seed === null ? {} : { seed }),
      ...(monitor === null ? {} : { monitor }),
      ...(steady ? { steady } : {}),
    }
  }

  async begin(request: RunRequest): Promise<void> {
    await this.#start({ ...request, trusted: [] })
  }

  /** @param running the session that runs already, behind which it waits; null if none does */
  async beginOrQueue(request: RunRequest, running: string | null): Promise<void> {
    if (running === null) {
      await this.begin(request)
      return
    }
    this.waiting = [...this.waiting, request]
    this.#options.notices.done('It runs next, when the run in progress is done.')
  }

  async pause(sessionId: string, paused: boolean): Promise<void> {
    const { api, notices } = this.#options
    const what = paused ? 'Could not pause the run' : 'Could not resume the run'
    await notices.attempt(what, () => api().pause(sessionId, paused))
  }

  /** Cancels it, and what waits behind it. */
  async cancel(sessionId: string): Promise<void> {
    const { api, notices } = this.#options
    this.waiting = []
    await notices.attempt('Could not cancel the run', () => api().cancel(sessionId))
  }

  /** Continues a session that was interrupted, or one that is done with so many more rounds. */
  async resume(sessionId: string, moreRounds?: number): Promise<void> {
    await this.#start({ sessionId, trusted: [], ...(moreRounds === undefined ? {} : { moreRounds }) })
  }

  async runAll(experiments: readonly ExperimentRef[]): Promise<void> {
    this.waiting = experiments.map((experiment) => ({ experiment, overrides: {} }))
    await this.runNext()
  }

  async runNext(): Promise<void> {
    const [request, ...rest] = this.waiting
    this.waiting = rest
    if (request !== undefined) await this.begin(request)
  }

  /** Agrees to the files as they were shown: if one of them has changed meanwhile, the lab asks again. */
  async agree(): Promise<void> {
    const { trust: asked } = this
    if (asked === null) return
    this.trust = null
    const trusted = asked.question.files.map(({ path, sha256 }) => ({ path, sha256 }))
    const others = this.rememberFolder ? asked.question.others : []
    const forGood = this.remember || this.rememberFolder ? { remember: [...trusted, ...others] } : {}
    await this.#start({ ...asked.request, trusted, ...forGood })
  }

  disagree(): void {
    this.trust = null
  }

  async #start(request: StartRequest | ResumeRequest): Promise<void> {
    const { api, notices, answered } = this.#options
    this.starting = true
    await notices.attempt('Could not start the run', async () => {
      const result = 'sessionId' in request ? await api().resume(request) : await api().start(request)
      if (result.kind === 'needs-trust') {
        this.remember = false
        this.rememberFolder = false
        this.trust = { question: result, request }
      } else {
        await answered(result, request)
      }
    })
    this.starting = false
  }
}
