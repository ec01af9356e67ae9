import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import {
  preciseEnough,
  precisionSentence,
  stoppingRounds,
  StoppingRule,
} from '../../experiments/core/curves/stopping.ts'
import { conditionName } from '../../experiments/core/names/condition-name.ts'
import { isProbeSeries } from '../../experiments/core/names/series.ts'
import { formatDuration } from '../../experiments/core/text/format-duration.ts'
import { counted } from '../../experiments/core/text/format-number.ts'
import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'
import type { Condition } from '../../experiments/core/plan/plan.ts'
import { turnsOf } from '../../experiments/core/plan/turns.ts'
import type { Session, SessionHeader, SessionRecord, TrialRecord } from '../../experiments/core/session/session.ts'
import type { Progress } from '../../preload/contract.ts'
import type { ObservedRun } from '../trial/trial-runner.ts'
import type { AgreedChecksums } from './agreed-checksums.ts'
import type { Ending } from './closing-records.ts'
import { FailedConditions } from '../../experiments/core/session/failed-conditions.ts'
import { givenUpText, programFailure } from './failures-in-words.ts'
import { conditionKey, monitoredConditions, type MonitoredCondition } from './monitored-conditions.ts'
import type { PauseGate } from './pause-gate.ts'
import { ProgressEstimate, type ReportedProgress } from './progress-estimate.ts'
import { Repeats } from './repeats.ts'
import type { RecordedTrials } from './recorded-trials.ts'
import type { SessionOptions } from './session-options.ts'
import { measuredRecords, trialRecord } from './trial-records.ts'

export interface RoundsOptions extends Pick<SessionOptions, 'experiment' | 'plan'> {
  readonly header: SessionHeader
  readonly checksums: AgreedChecksums
  readonly pause: PauseGate
  readonly signal: AbortSignal
  /** What the session had measured before it was resumed; nothing if it has just begun. */
  readonly recorded: RecordedTrials
  /** Milliseconds of the session. */
  readonly nowMs: () => number
  /** How long this run of the session has lasted, without the time in which the lab was stopped: its budget counts so. */
  readonly ranMs: () => number
  readonly runTrial: (condition: MonitoredCondition) => Promise<ObservedRun>
  readonly write: (records: readonly SessionRecord[]) => void
  readonly warn: (kind: string, message: string) => void
  readonly progress: (progress: ReportedProgress) => void
  readonly session: () => Session
}

const cancelled: Ending = { reason: 'cancelled', message: 'cancelled' }

/** Runs the rounds of a session until they are precise enough, done, out of time, or cancelled. */
export class Rounds {
  readonly #options: RoundsOptions
  readonly #estimate: ProgressEstimate
  readonly #failed: FailedConditions
  readonly #repeats: Repeats
  #nextTrial: number
  #lastTrialMs = 0
  #pausedMs = 0

  constructor(options: RoundsOptions) {
    this.#options = options
    this.#estimate = new ProgressEstimate(options.plan, options.experiment)
    this.#failed = new FailedConditions(options.header)
    this.#repeats = new Repeats(options.header)
    this.#nextTrial = options.recorded.next
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
      const live = shuffledRound(turnsOf(plan.conditions), header.seed, round).filter((one) => !this.#isGivenUp(one))
      const failing = programFailure(header)
      if (live.length === 0 && failing !== null) return { reason: 'failed', message: failing }
      if (live.length === 0) return { reason: 'complete', by: 'failures', message: 'every condition failed' }
      const conditions = live.flatMap((one, place) =>
        monitoredConditions(one, experiment.monitor, header.seed + round, place),
      )
      const interrupted = await this.#round(round, conditions)
      if (interrupted !== null) return interrupted
      if (round + 1 >= stoppingRounds(plan.rounds) && stopping.look(curvesOf(upToRound(session(), round)))) {
        return { reason: 'complete', by: 'precision', message: preciseEnough(round + 1) }
      }
    }
    const precision = plan.rounds.max >= stoppingRounds(plan.rounds) ? this.#precisionSentence() : null
    return { reason: 'complete', by: 'rounds', message: counted(plan.rounds.max, 'round'), precision }
  }

  /** @returns why the session ends within this round, or null */
  async #round(round: number, conditions: readonly MonitoredCondition[]): Promise<Ending | null> {
    const { experiment, recorded } = this.#options
    for (const [done, condition] of conditions.entries()) {
      const interrupted = recorded.has(round, condition) ? null : await this.#before(round, conditions.slice(done))
      if (interrupted !== null) return interrupted
      const trial = await this.#trial(condition, round)
      // the two trials of a pair stay next to each other, so neither is repeated
      const again = this.#isToBeRepeated(trial) && experiment.monitor !== 'pairs'
      const isThere = recorded.has(round, condition)
      const repeat = again && (isThere || !this.#isOver()) ? await this.#trial(condition, round) : null
      if (repeat !== null) this.#isToBeRepeated(repeat)
      if ((repeat ?? trial).outcome.kind === 'cancelled') return cancelled
    }
    return null
  }

  /** Waits while the session is paused. @returns why the next trial does not run, or null */
  async #before(round: number, ahead: readonly MonitoredCondition[]): Promise<Ending | null> {
    const { pause, signal } = this.#options
    if (pause.paused) {
      this.#report('paused', round, ahead)
      const pausedAtMs = this.#options.ranMs()
      await pause.pass(signal)
      this.#pausedMs += this.#options.ranMs() - pausedAtMs
    }
    if (signal.aborted) return cancelled
    if (round > 0 && this.#lacksTime()) return this.#outOfTime(round)
    this.#report('measuring', round, ahead)
    return null
  }

  #isToBeRepeated(trial: TrialRecord): boolean {
    const { again, notice } = this.#repeats.after(trial)
    if (notice !== null) this.#warnOnce('busy', notice)
    return again
  }

  async #trial(condition: MonitoredCondition, round: number): Promise<TrialRecord> {
    const { checksums, recorded } = this.#options
    const key = conditionKey(condition)
    const before = recorded.take(round, condition)
    const beganMs = this.#elapsedMs
    const record = before ?? (await this.#measure(condition, round))
    const checksum = before?.outcome.kind === 'ok' ? recorded.checksumOf(before) : null
    if (checksum !== null) checksums.expected(condition, checksum)
    this.#lastTrialMs = before === null ? this.#elapsedMs - beganMs : record.endedAtMs - record.startedAtMs
    this.#estimate.addTrial(key, this.#lastTrialMs)
    if (this.#failed.add(key, record.outcome)) this.#warnOnce('given-up', givenUpText(record))
    return record
  }

  async #measure(condition: MonitoredCondition, round: number): Promise<TrialRecord> {
    const { experiment, checksums, nowMs, runTrial, write } = this.#options
    const startedAtMs = nowMs()
    const run = await runTrial(condition)
    const endedAtMs = nowMs()
    const trial = this.#nextTrial++
    const outcome = checksums.outcomeOf(run, condition)
    const inPairs = experiment.monitor === 'pairs'
    const record = trialRecord({ run, condition, trial, round, startedAtMs, endedAtMs, outcome, inPairs })
    write([...measuredRecords(run, trial, condition), record])
    return record
  }

  /** A trial that was measured before the session was resumed may have been warned of then. */
  #warnOnce(kind: string, message: string): void {
    const { session, warn } = this.#options
    if (!session().warnings.some((one) => one.kind === kind && one.message === message)) warn(kind, message)
  }

  #isGivenUp(condition: Condition): boolean {
    return this.#failed.isGivenUp(conditionKey(condition))
  }

  #isOver(): boolean {
    return this.#options.signal.aborted || this.#lacksTime()
  }

  /** What of the budget is used. */
  get #elapsedMs(): number {
    return this.#options.ranMs() - this.#pausedMs
  }

  #lacksTime(): boolean {
    return this.#elapsedMs + this.#lastTrialMs > this.#options.experiment.budgetMs
  }

  #outOfTime(rounds: number): Ending {
    const budget = formatDuration(this.#options.experiment.budgetMs)
    const message = `stopped after ${rounds} of ${counted(this.#options.plan.rounds.max, 'round')}: the time limit of ${budget} was reached`
    return { reason: 'complete', by: 'budget', message, precision: this.#precisionSentence() }
  }

  #precisionSentence(): string | null {
    const { plan, experiment, session } = this.#options
    if (plan.conditions.every(({ series }) => isProbeSeries(series, experiment.workload.kind))) return null
    return precisionSentence(curvesOf(session()), experiment.precision)
  }

  #report(phase: Progress['phase'], round: number, ahead: readonly Condition[]): void {
    const { plan, progress } = this.#options
    const live = turnsOf(plan.conditions.filter((one) => !this.#isGivenUp(one))).map(conditionKey)
    const [next] = ahead
    const now = next === undefined ? '' : conditionName({ series: next.series.id, workers: next.workers })
    progress(this.#estimate.at({ phase, round, ahead: ahead.map(conditionKey), now, live, elapsedMs: this.#elapsedMs }))
  }
}

/** What the session was after this round. */
function upToRound(session: Session, last: number): Session {
  return { ...session, trials: session.trials.filter(({ round }) => round <= last) }
}
