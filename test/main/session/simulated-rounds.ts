import { conditionId } from '../../../experiments/core/names/condition-name.ts'
import { parseExperiment } from '../../../experiments/core/definition/experiment-file.ts'
import { makePlan } from '../../../experiments/core/plan/plan.ts'
import { SessionBuilder } from '../../../experiments/core/session/session-fold.ts'
import type { Session, SessionHeader, SessionRecord } from '../../../experiments/core/session/session.ts'
import { AgreedChecksums } from '../../../main/session/agreed-checksums.ts'
import { closingRecords } from '../../../main/session/closing-records.ts'
import { conditionKey, type MonitoredCondition } from '../../../main/session/monitored-conditions.ts'
import { PauseGate } from '../../../main/session/pause-gate.ts'
import { RecordedTrials } from '../../../main/session/recorded-trials.ts'
import { resumedRecord } from '../../../main/session/resumption.ts'
import { Rounds } from '../../../main/session/rounds.ts'
import type { LapMessage } from '../../../main/trial/trial-messages.ts'
import type { ObservedRun } from '../../../main/trial/trial-runner.ts'
import { madeUpHeader } from '../../../testbed/sessions/header.ts'

export interface Simulation {
  readonly file: string
  /** What the trial of a condition in a round does when it runs for the first or the second time. */
  readonly trial: (condition: string, round: number, attempt: number) => MadeUpRun
}

export interface MadeUpRun {
  readonly ms: number
  /** For how long the lab was stopped (SIGSTOP) while it ran. */
  readonly stoppedMs?: number
  /** Whether other programs took a core meanwhile. */
  readonly busy?: boolean
  readonly crashes?: boolean
  readonly checksum?: string
}

const cancelledRun: ObservedRun = {
  outcome: { kind: 'cancelled', message: 'was cancelled' },
  pids: [],
  processStartMs: null,
  startupMs: null,
  startMethod: null,
  laps: [],
  facts: [],
  load: null,
}

/** Rounds as they run in the lab, but with a clock and trials that are made up, and the same whenever they are asked for. */
export class SimulatedRounds {
  readonly #simulation: Simulation
  readonly #experiment
  readonly #plan
  readonly header: SessionHeader

  constructor(simulation: Simulation) {
    this.#simulation = simulation
    const parsed = parseExperiment('simulated.yaml', Buffer.from(simulation.file))
    if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed))
    this.#experiment = parsed.experiment
    this.#plan = makePlan(parsed.experiment, { usableCores: 2, obstacle: () => null })
    const { conditions, baseline, rounds } = this.#plan
    this.header = madeUpHeader({
      baseline,
      rounds,
      monitor: parsed.experiment.monitor,
      precision: parsed.experiment.precision,
      conditions: conditions.map(({ series, ...one }) => ({ ...one, series: series.id })),
      checksums: { '': 'right' },
      request: {},
    })
  }

  /**
   * Runs the rounds that the records do not have, and resumes the session first if they have more than its header.
   * @returns all its records
   */
  async run(
    before: readonly SessionRecord[],
    cancelAfter = Infinity,
    moreRounds: number | null = null,
  ): Promise<readonly SessionRecord[]> {
    const builder = new SessionBuilder()
    const records: SessionRecord[] = []
    const add = (some: readonly SessionRecord[]): void => {
      for (const record of some) builder.add(record)
      records.push(...some)
    }
    add(before)
    if (before.length > 1) add([resumedRecord(builder.session, moreRounds, { lab: '0.1.0', build: 'x' })])
    const beganMs = builder.session.resumptions.at(-1)?.atMs ?? 0
    const cancelled = new AbortController()
    let [nowMs, stoppedMs, trials] = [beganMs, 0, 0]
    // a repeat of a trial that is recorded runs before any progress is told
    const recorded = [...builder.session.trials, ...builder.session.unmonitored]
    let round = Math.max(0, ...recorded.map((one) => one.round))
    const rounds = new Rounds({
      experiment: this.#experiment,
      plan: { ...this.#plan, rounds: builder.session.header.rounds },
      header: builder.session.header,
      recorded: new RecordedTrials(builder.session),
      ranMs: () => nowMs - beganMs - stoppedMs,
      checksums: new AgreedChecksums('strong', { '': 'right' }),
      pause: new PauseGate(),
      signal: cancelled.signal,
      nowMs: () => nowMs,
      runTrial: (condition) => {
        if (++trials > cancelAfter) cancelled.abort()
        const madeUp = this.#trial(condition, round, builder.session)
        const done = cancelled.signal.aborted ? cancelledRun : runOf(madeUp)
        stoppedMs += madeUp.stoppedMs ?? 0
        nowMs += (madeUp.stoppedMs ?? 0) + 100 + done.laps.reduce((sum, { makespanMs }) => sum + makespanMs, 0)
        return Promise.resolve(done)
      },
      write: add,
      warn: (kind, message) => {
        add([{ record: 'warning', atMs: nowMs, kind, message }])
      },
      progress: ({ now }) => {
        round = Number(/round (\d+)$/.exec(now)?.[1] ?? 1) - 1
      },
      session: () => builder.session,
    })
    const ending = await rounds.run()
    add(closingRecords(builder.session, ending, nowMs))
    return records
  }

  #trial(condition: MonitoredCondition, round: number, { trials, unmonitored }: Session): MadeUpRun {
    const name = conditionKey(condition)
    const earlier = (condition.monitor === 'off' ? unmonitored : trials).filter(
      ({ turn = 1, ...one }) =>
        one.round === round && conditionId(one) === name && turn === condition.turn && one.outcome.kind !== 'cancelled',
    )
    return this.#simulation.trial(name, round, earlier.length)
  }
}

function runOf({ ms, busy = false, crashes = false, checksum = 'right' }: MadeUpRun): ObservedRun {
  const lap: LapMessage = {
    type: 'lap',
    lap: 0,
    warmup: false,
    makespanMs: ms,
    cpuMs: ms,
    checksum,
    workers: [],
    peakRssBytes: 1,
  }
  return {
    ...cancelledRun,
    outcome: crashes ? { kind: 'crashed', message: 'ended with exit code 1' } : { kind: 'ok' },
    laps: crashes ? [] : [lap, { ...lap, lap: 1 }],
    load: { otherCores: busy ? 0.9 : 0, stolenCores: 0, culprits: [] },
  }
}
