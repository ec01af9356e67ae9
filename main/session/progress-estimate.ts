import type { Experiment } from '../../experiments/core/definition/experiment.ts'
import { trialsOfCondition } from '../../experiments/core/names/monitor-mode.ts'
import type { Plan } from '../../experiments/core/plan/plan.ts'
import { stoppingRounds } from '../../experiments/core/curves/stopping.ts'
import type { Progress } from '../../preload/contract.ts'

/** What the rounds say of their progress; the running session adds whose it is. */
export type ReportedProgress = Omit<Progress, 'sessionId' | 'run'>

/** How far a session has come; conditions are given by their keys. */
export interface Position {
  readonly phase: Progress['phase']
  /** Counts from 0. */
  readonly round: number
  /** The trials of this round that are still to come, the one that runs included. */
  readonly ahead: readonly string[]
  /** The first of these as people read it: "2 CPython threads"; empty if there is none. */
  readonly now: string
  /** The conditions that each further round measures. */
  readonly live: readonly string[]
  readonly elapsedMs: number
}

/** Estimates how much of a session is left from how long its trials took so far. */
export class ProgressEstimate {
  readonly #plan: Plan
  readonly #experiment: Experiment
  /** How long the last trial of each condition took. */
  readonly #lastMs = new Map<string, number>()
  #totalMs = 0
  #trials = 0

  constructor(plan: Plan, experiment: Experiment) {
    this.#plan = plan
    this.#experiment = experiment
  }

  addTrial(condition: string, durationMs: number): void {
    this.#lastMs.set(condition, durationMs)
    this.#totalMs += durationMs
    this.#trials++
  }

  at({ phase, round, ahead, now, live, elapsedMs }: Position): ReportedProgress {
    const { min, max } = this.#plan.rounds
    const least = Math.min(max, Math.max(min, stoppingRounds(this.#plan.rounds)))
    const perCondition = trialsOfCondition(this.#experiment.monitor)
    const fullRounds = (upTo: number): number => Math.max(0, upTo - round - 1)
    const total = (upTo: number): number => this.#trials + ahead.length + fullRounds(upTo) * live.length * perCondition
    const thisRoundMs = this.#durationMs(ahead)
    const fullRoundMs = this.#durationMs(live) * perCondition
    const budgetMs = Math.max(0, this.#experiment.budgetMs - elapsedMs, thisRoundMs)
    const left = (upTo: number): number => Math.min(thisRoundMs + fullRounds(upTo) * fullRoundMs, budgetMs)
    return {
      phase,
      trialsDone: this.#trials,
      trialsTotal: { min: total(least), max: total(max) },
      leftMs: this.#trials === 0 ? null : { min: left(least), max: left(max) },
      now: now === '' ? '' : `${now}, round ${round + 1}`,
    }
  }

  /** A condition that has not run yet is taken for an average one. */
  #durationMs(conditions: readonly string[]): number {
    const meanMs = this.#totalMs / this.#trials
    return conditions.reduce((sum, condition) => sum + (this.#lastMs.get(condition) ?? meanMs), 0)
  }
}
