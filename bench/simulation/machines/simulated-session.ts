import type { Experiment } from '../../../experiments/core/definition/experiment.ts'
import { makePlan, tasksAt } from '../../../experiments/core/plan/plan.ts'
import { SessionBuilder } from '../../../experiments/core/session/session-fold.ts'
import type { RuntimeId, Series, SeriesId } from '../../../experiments/core/names/series.ts'
import type { Session } from '../../../experiments/core/session/session.ts'
import { AgreedChecksums } from '../../../main/session/agreed-checksums.ts'
import { closingRecords } from '../../../main/session/closing-records.ts'
import { conditionRequest } from '../../../main/session/condition-request.ts'
import { PauseGate } from '../../../main/session/pause-gate.ts'
import { RecordedTrials } from '../../../main/session/recorded-trials.ts'
import { Rounds } from '../../../main/session/rounds.ts'
import { calibrateSession } from '../../../main/session/session-calibration.ts'
import { sessionHeader } from '../../../main/session/session-header.ts'
import type { TrialRequest } from '../../../main/trial/trial-request.ts'
import type { ObservedRun } from '../../../main/trial/trial-runner.ts'
import { madeUpHeader } from '../../../testbed/sessions/header.ts'
import { SeededNumbers } from '../../../testbed/seeded-numbers.ts'
import type { Hardware } from './hardware.ts'
import { roundNoise, simulatedTrial } from './simulated-trial.ts'
import type { Work } from './work.ts'

export interface SimulationOrder {
  readonly experiment: Experiment
  readonly hardware: Hardware
  /** What holds back the workers of a series; a series that is not named here cannot run. */
  readonly works: { readonly [series in SeriesId]?: Work }
  readonly seed: number
}

/**
 * A session by the lab's own planner, calibration, rounds, estimates, laws and claims. Only its trials and its clock are
 * made up.
 */
export async function simulatedSession({ experiment, hardware, works, seed }: SimulationOrder): Promise<Session> {
  const numbers = new SeededNumbers(seed)
  const { machine } = madeUpHeader({ machine: hardware.machine })
  const obstacle = ({ id, runtime }: Series): string | null =>
    works[id] === undefined ? `no ${runtime} was found` : null
  const plan = makePlan(experiment, { usableCores: machine.usableCores, obstacle })
  const options = { experiment, plan, machine, seed, quick: false, files: [] }
  const builder = new SessionBuilder()
  let [nowMs, round, noise] = [0, -1, 0]
  const trial = (request: TrialRequest): Promise<ObservedRun> => {
    const work = works[request.series]
    if (work === undefined) throw new Error(`the simulation has no work for ${request.series}`)
    const order = { hardware, work, request, atMs: nowMs, roundNoise: noise, timeoutMs: experiment.timeoutMs, numbers }
    const { run, durationMs } = simulatedTrial(order)
    nowMs += durationMs
    return Promise.resolve(run)
  }
  const calibration = await calibrateSession(options, trial)
  const runtimes = [...new Set(plan.conditions.map(({ series }) => series.runtime))].map(installed)
  const header = sessionHeader(
    {
      ...options,
      id: `simulated-${seed}`,
      startedAt: new Date(0),
      file: null,
      request: { experiment: { kind: 'catalog', id: experiment.id }, overrides: {} },
      labVersion: '0.1.0',
      programs: { build: 'simulated' },
      runtimes,
    },
    calibration,
  )
  // the load is that of the machine which simulates
  builder.add({ ...header, loadAverage: 0 })
  const rounds = new Rounds({
    experiment,
    plan,
    header: builder.session.header,
    recorded: new RecordedTrials(builder.session),
    ranMs: () => nowMs,
    checksums: new AgreedChecksums(plan.scaling, calibration.checksums),
    pause: new PauseGate(),
    signal: new AbortController().signal,
    nowMs: () => nowMs,
    runTrial: (condition) => trial(conditionRequest(options, condition, tasksAt(plan, condition.workers), calibration)),
    write: (records) => {
      for (const record of records) builder.add(record)
    },
    warn: (kind, message) => {
      builder.add({ record: 'warning', atMs: nowMs, kind, message })
    },
    progress: ({ now }) => {
      const running = Number(/round (\d+)$/.exec(now)?.[1] ?? 1) - 1
      if (running !== round) [round, noise] = [running, roundNoise(numbers)]
    },
    session: () => builder.session,
  })
  const ending = await rounds.run()
  for (const record of closingRecords(builder.session, ending, nowMs)) builder.add(record)
  return builder.session
}

function installed(runtime: RuntimeId) {
  return { info: { runtime, version: '1.0', command: [runtime] } }
}
