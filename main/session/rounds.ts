import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import { precisionSentence, stoppingRounds, StoppingRule } from '../../experiments/core/curves/stopping.ts'
import { isProbeSeries } from '../../experiments/core/names/series.ts'
import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'
import type { Condition } from '../../experiments/core/plan/plan.ts'
import type { Session, SessionHeader, SessionRecord, TrialRecord } from '../../experiments/core/session/session.ts'
import type { Progress } from '../../preload/contract.ts'
import type { ObservedRun } from '../trial/trial-runner.ts'
import type { AgreedChecksums } from './agreed-checksums.ts'
import type { Ending } from './closing-records.ts'
import { FailedConditions } from './failed-conditions.ts'
import { conditionKey, monitoredConditions, type MonitoredCondition } from './monitored-conditions.ts'
import type { PauseGate } from './pause-gate.ts'
import { ProgressEstimate } from './progress-estimate.ts'
import { Repeats } from './repeats.ts'
import type { SessionOptions } from './session-options.ts'
import { measuredRecords, trialRecord } from './trial-records.ts'

export interface RoundsOptions extends Pick<SessionOptions, 'experiment' | 'plan'> {
  readonly header: SessionHeader
  readonly checksums: AgreedChecksums
  readonly pause: PauseGate
  readonly signal: AbortSignal
  /** Milliseconds since the session started. */
  readonly nowMs: () => number
  readonly runTrial: (condition: MonitoredCondition) => Promise<ObservedRun>
  readonly write: (records: readonly SessionRecord[]) => void
  readonly warn: (kind: string, message: string) => void
  readonly progress: (progress: Omit<Progress, 'sessionId'>) => void
  readonly session: () => Session
}

/** Runs the rounds of a session until they are precise enough, done, out of time, or cancelled. */
export class Rounds {
  readonly #options: RoundsOptions
  readonly #estimate: ProgressEstimate
  readonly #failed = new FailedConditions()
  readonly #repeats: Repeats
  #trials = 0
  #lastTrialMs = 0

  constructor(options: RoundsOptions) {
    this.#options = options
    this.#estimate = new ProgressEstimate(options.plan, options.experiment)
    this.#repeats = new Repeats(options.header)
  }

  async run(): Promise<Ending> {
    const ending = await this.#runAll()
    this.#report('finishing', this.#options.plan.rounds.max, [])
    return ending
  }

  async #runAll(): Promise<Ending> {
    const { plan, header, experiment, session } = this.#options
    const stopping = new StoppingRule(experiment.precision)
    for (let round = 0; round < plan.rounds.max; round++) {
      const live = shuffledRound(plan.conditions, header.seed, round).filter((one) => !this.#isGivenUp(one))
      if (live.length === 0) return { reason: 'complete', message: 'every condition failed' }
      const conditions = live.flatMap((one, place) =>
        monitoredConditions(one, experiment.monitor, header.seed + round, place),
      )
      const interrupted = await this.#round(round, conditions)
      if (interrupted !== null) return interrupted
      if (round + 1 >= stoppingRounds(plan.rounds) && stopping.look(curvesOf(session()))) {
        return { reason: 'complete', message: `precise enough after ${round + 1} rounds` }
      }
    }
    if (plan.rounds.max >= stoppingRounds(plan.rounds)) this.#warnOfPrecision()
    return { reason: 'complete', message: `all ${plan.rounds.max} rounds done` }
  }

  /** @returns why the session ends within this round, or null */
  async #round(round: number, conditions: readonly MonitoredCondition[]): Promise<Ending | null> {
    const { pause, signal, experiment, warn } = this.#options
    for (const [done, condition] of conditions.entries()) {
      const ahead = conditions.slice(done)
      if (pause.paused) {
        this.#report('paused', round, ahead)
        await pause.pass(signal)
      }
      if (signal.aborted) return { reason: 'cancelled', message: 'cancelled' }
      if (round > 0 && this.#lacksTime()) return this.#outOfTime(round)
      this.#report('measuring', round, ahead)
      const first = this.#repeats.after(await this.#trial(condition, round))
      if (first.notice !== null) warn('busy', first.notice)
      // the two trials of a pair stay next to each other, so neither is repeated
      if (first.again && experiment.monitor !== 'pairs' && !this.#isOver())
        this.#repeats.after(await this.#trial(condition, round))
    }
    return null
  }

  async #trial(condition: MonitoredCondition, round: number): Promise<TrialRecord> {
    const { experiment, checksums, nowMs, runTrial, warn, write } = this.#options
    const key = conditionKey(condition)
    const startedAtMs = nowMs()
    const run = await runTrial(condition)
    const endedAtMs = nowMs()
    const trial = this.#trials++
    this.#lastTrialMs = endedAtMs - startedAtMs
    this.#estimate.addTrial(key, this.#lastTrialMs)
    const outcome = checksums.outcomeOf(run, condition, key)
    const givenUp = this.#failed.add(key, outcome)
    if (givenUp !== null) warn('given-up', givenUp)
    const inPairs = experiment.monitor === 'pairs'
    const record = trialRecord({ run, condition, trial, round, startedAtMs, endedAtMs, outcome, inPairs })
    write([...measuredRecords(run, trial, condition), record])
    return record
  }

  #isGivenUp(condition: Condition): boolean {
    return this.#failed.isGivenUp(conditionKey(condition))
  }

  #isOver(): boolean {
    return this.#options.signal.aborted || this.#lacksTime()
  }

  #lacksTime(): boolean {
    return this.#options.nowMs() + this.#lastTrialMs > this.#options.experiment.budgetMs
  }

  #outOfTime(rounds: number): Ending {
    this.#warnOfPrecision()
    const minutes = (this.#options.experiment.budgetMs / 60_000).toFixed(1).replace(/\.0$/, '')
    return { reason: 'complete', message: `the budget of ${minutes} min was used after ${rounds} rounds` }
  }

  #warnOfPrecision(): void {
    const { plan, experiment, session, warn } = this.#options
    if (plan.conditions.every(({ series }) => isProbeSeries(series, experiment.workload.kind))) return
    const sentence = precisionSentence(curvesOf(session()), experiment.precision)
    if (sentence !== null) warn('precision', sentence)
  }

  #report(phase: Progress['phase'], round: number, ahead: readonly Condition[]): void {
    const { plan, nowMs, progress } = this.#options
    const live = plan.conditions.filter((one) => !this.#isGivenUp(one)).map(conditionKey)
    progress(this.#estimate.at({ phase, round, ahead: ahead.map(conditionKey), live, elapsedMs: nowMs() }))
  }
}
