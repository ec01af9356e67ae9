import type { Progress } from '../../preload/contract.ts'
import type { Experiment } from '../../experiments/core/definition/experiment.ts'
import { decideClaims } from '../../experiments/core/claims/decide-claims.ts'
import type { Outcome } from '../../experiments/core/session/outcome.ts'
import { tasksAt, type Condition, type Plan } from '../../experiments/core/plan/plan.ts'
import { trialsOfCondition } from '../../experiments/core/names/monitor-mode.ts'
import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'
import { SessionBuilder } from '../../experiments/core/session/session-fold.ts'
import { isProbeSeries } from '../../experiments/core/names/series.ts'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import {
  factSchema,
  type EndRecord,
  type SessionHeader,
  type SessionRecord,
  type TrialRecord,
  type WarningRecord,
} from '../../experiments/core/session/session.ts'
import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import { precisionSentence, stoppingRounds, StoppingRule } from '../../experiments/core/curves/stopping.ts'
import { sessionWarnings } from '../../experiments/core/warnings/session-warnings.ts'
import type { TrialRequest } from '../trial/trial-request.ts'
import { AgreedChecksums } from './agreed-checksums.ts'
import type { Calibration } from './calibration.ts'
import { lapRecords } from './lap-records.ts'
import { nowUs } from '../system/clock.ts'
import type { PauseGate } from './pause-gate.ts'
import { Repeats } from './repeats.ts'
import { TimeLeft } from './time-left.ts'
import type { ObservedRun } from '../trial/trial-runner.ts'
import { watchings, type WatchedCondition } from './watchings.ts'

/** Failures in a row after which a condition is not tried again; one that timed out is not tried twice. */
const patience = 2

export interface SessionRunOptions {
  readonly experiment: Experiment
  readonly plan: Plan
  readonly header: SessionHeader
  readonly startedUs: number
  readonly pause: PauseGate
  readonly signal: AbortSignal
  request(condition: Condition, tasks: number): TrialRequest
  /** @param samples whether the monitor takes any meanwhile */
  runTrial(request: TrialRequest, samples: boolean): Promise<ObservedRun>
  /** Those of the session so far. */
  samples(): readonly SampleRecord[]
  write(records: readonly SessionRecord[]): void
  progress(progress: Omit<Progress, 'sessionId'>): void
}

/** Where a session stands: the round, and what is still to come of it. */
interface Position {
  readonly round: number
  readonly ahead: readonly WatchedCondition[]
}

/** Runs the rounds of a session until they are precise enough, done, out of time, or cancelled. */
export class SessionRun {
  readonly #options: SessionRunOptions
  readonly #session = new SessionBuilder()
  readonly #timeLeft = new TimeLeft()
  readonly #failures = new Map<string, number>()
  readonly #repeats: Repeats
  readonly #checksums: AgreedChecksums
  #trials = 0
  #lastTrialMs = 0

  constructor(options: SessionRunOptions) {
    this.#options = options
    this.#repeats = new Repeats(options.header)
    this.#checksums = new AgreedChecksums(options.plan.scaling)
  }

  async run({ failures, checksums }: Pick<Calibration, 'failures' | 'checksums'>): Promise<void> {
    this.#checksums.believe(checksums)
    this.#write([this.#options.header])
    for (const note of this.#options.plan.notes) this.#warn('plan', note)
    for (const { key, outcome } of failures) {
      if (outcome.kind === 'ok' || outcome.kind === 'cancelled') continue
      this.#warn('calibration', `${key} could not be calibrated: its serial trial ${outcome.message}`)
    }
    const reason = await this.#rounds()
    this.#report('finishing', { round: this.#options.plan.rounds.max, ahead: [] })
    const session = { ...this.#session.session, samples: this.#options.samples() }
    if (reason.reason === 'complete')
      for (const { kind, message } of sessionWarnings(session)) this.#warn(kind, message)
    this.#write(decideClaims(session, curvesOf(session)))
    const end: EndRecord = { record: 'end', atMs: this.#nowMs(), ...reason }
    this.#write([end])
  }

  #warn(kind: string, message: string): void {
    const warning: WarningRecord = { record: 'warning', atMs: this.#nowMs(), kind, message }
    this.#write([warning])
  }

  async #rounds(): Promise<Pick<EndRecord, 'reason' | 'message'>> {
    const { plan, header, experiment, signal } = this.#options
    const stopping = new StoppingRule(experiment.precision)
    for (let round = 0; round < plan.rounds.max; round++) {
      const live = shuffledRound(plan.conditions, header.seed, round).filter((one) => !this.#givenUp(one))
      const conditions = live.flatMap((one, place) => watchings(one, experiment.monitor, header.seed + round, place))
      if (conditions.length === 0) return { reason: 'complete', message: 'every condition failed' }
      for (const [done, condition] of conditions.entries()) {
        await this.#passGate({ round, ahead: conditions.slice(done) })
        if (signal.aborted) return { reason: 'cancelled', message: 'cancelled' }
        if (round > 0 && this.#lacksTime()) return this.#outOfTime(round)
        this.#report('measuring', { round, ahead: conditions.slice(done) })
        const first = this.#repeats.after(await this.#trial(condition, round))
        if (first.notice !== null) this.#warn('busy', first.notice)
        // of a pair, neither trial is moved away from the other
        if (first.again && experiment.monitor !== 'pairs' && !this.#isOver())
          this.#repeats.after(await this.#trial(condition, round))
      }
      if (round + 1 >= stoppingRounds(plan.rounds) && stopping.look(this.#curves())) {
        return { reason: 'complete', message: `precise enough after ${round + 1} rounds` }
      }
    }
    if (plan.rounds.max >= stoppingRounds(plan.rounds)) this.#warnOfPrecision()
    return { reason: 'complete', message: `all ${plan.rounds.max} rounds done` }
  }

  #lacksTime(): boolean {
    return this.#nowMs() + this.#lastTrialMs > this.#options.experiment.budgetMs
  }

  #isOver(): boolean {
    return this.#options.signal.aborted || this.#lacksTime()
  }

  async #trial(condition: WatchedCondition, round: number): Promise<TrialRecord> {
    const { plan, experiment } = this.#options
    const startedAtMs = this.#nowMs()
    const run = await this.#options.runTrial(
      this.#options.request(condition, tasksAt(plan, condition.workers)),
      condition.monitor === 'on',
    )
    const trial = this.#trials++
    const endedAtMs = this.#nowMs()
    this.#lastTrialMs = endedAtMs - startedAtMs
    this.#timeLeft.add(keyOf(condition), this.#lastTrialMs)
    const outcome = this.#checksums.outcomeOf(run, condition, keyOf(condition))
    this.#remember(condition, outcome)
    const record: TrialRecord = {
      record: 'trial',
      trial,
      round,
      series: condition.series.id,
      workers: condition.workers,
      startedAtMs,
      endedAtMs,
      outcome,
      ...(experiment.monitor === 'pairs' ? { monitor: condition.monitor } : {}),
      pids: [...run.pids],
      processStartMs: run.processStartMs,
      startupMs: run.startupMs,
      ...(run.startMethod === null ? {} : { startMethod: run.startMethod }),
      peakRssBytes: run.laps.length === 0 ? null : Math.max(...run.laps.map((lap) => lap.peakRssBytes)),
      ...(run.load === null ? {} : { load: run.load }),
    }
    this.#write([
      ...lapRecords(run, trial, condition.series.executor),
      ...run.facts.map((fact) => factSchema.parse({ ...fact, record: 'fact', trial })),
      record,
    ])
    return record
  }

  #remember(condition: Condition, outcome: Outcome): void {
    const key = keyOf(condition)
    if (outcome.kind === 'ok') {
      this.#failures.delete(key)
      return
    }
    if (outcome.kind === 'cancelled') return
    const failures = (this.#failures.get(key) ?? 0) + (outcome.kind === 'timeout' ? patience : 1)
    this.#failures.set(key, failures)
    if (failures >= patience) this.#warn('given-up', `${key} is not tried again: it ${outcome.message}`)
  }

  #givenUp(condition: Condition): boolean {
    return (this.#failures.get(keyOf(condition)) ?? 0) >= patience
  }

  async #passGate(position: Position): Promise<void> {
    const { pause, signal } = this.#options
    if (!pause.paused) return
    this.#report('paused', position)
    await pause.pass(signal)
  }

  #outOfTime(rounds: number): Pick<EndRecord, 'reason' | 'message'> {
    this.#warnOfPrecision()
    const minutes = (this.#options.experiment.budgetMs / 60_000).toFixed(1).replace(/\.0$/, '')
    return { reason: 'complete', message: `the budget of ${minutes} min was used after ${rounds} rounds` }
  }

  #warnOfPrecision(): void {
    const { plan, experiment } = this.#options
    if (plan.conditions.every(({ series }) => isProbeSeries(series, experiment.workload.kind))) return
    const sentence = precisionSentence(this.#curves(), experiment.precision)
    if (sentence !== null) this.#warn('precision', sentence)
  }

  #report(phase: Progress['phase'], { round, ahead }: Position): void {
    const { plan, experiment } = this.#options
    const current = ahead[0]
    const live = plan.conditions.filter((one) => !this.#givenUp(one))
    const fullRounds = (upTo: number): number => Math.max(0, upTo - round - 1)
    const least = Math.min(plan.rounds.max, Math.max(plan.rounds.min, stoppingRounds(plan.rounds)))
    const perCondition = trialsOfCondition(experiment.monitor)
    const trialTimes = this.#timeLeft.estimateMs(live.map(keyOf))
    const oneRound = trialTimes === null ? null : trialTimes * perCondition
    const thisRound = this.#timeLeft.estimateMs(ahead.map(keyOf))
    const budgetLeft = Math.max(0, experiment.budgetMs - this.#nowMs())
    const left = (upTo: number): number =>
      Math.min((thisRound ?? 0) + fullRounds(upTo) * (oneRound ?? 0), Math.max(budgetLeft, thisRound ?? 0))
    const total = (upTo: number): number => this.#trials + ahead.length + fullRounds(upTo) * live.length * perCondition
    this.#options.progress({
      phase,
      trialsDone: this.#trials,
      trialsTotal: { min: total(least), max: total(plan.rounds.max) },
      leftMs: oneRound === null ? null : { min: left(least), max: left(plan.rounds.max) },
      now: current === undefined ? '' : `${keyOf(current)}, round ${round + 1}`,
    })
  }

  #curves(): ReturnType<typeof curvesOf> {
    return curvesOf(this.#session.session)
  }

  #write(records: readonly SessionRecord[]): void {
    for (const record of records) this.#session.add(record)
    this.#options.write(records)
  }

  #nowMs(): number {
    return (nowUs() - this.#options.startedUs) / 1e3
  }
}

function keyOf(condition: Condition): string {
  return `${condition.series.id} × ${condition.workers}`
}
