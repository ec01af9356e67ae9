import { median } from '../../experiments/core/numbers/statistics.ts'
import type { Outcome } from '../../experiments/core/session/outcome.ts'
import {
  factSchema,
  type FactRecord,
  type LapRecord,
  type LockRecord,
  type TrialRecord,
} from '../../experiments/core/session/session.ts'
import type { TrialLoad } from '../../experiments/core/session/trial-load.ts'
import type { ObservedRun } from '../trial/trial-runner.ts'
import { lapRecords } from './lap-records.ts'
import type { MonitoredCondition } from './monitored-conditions.ts'

export interface RecordedTrial {
  readonly run: ObservedRun
  readonly condition: MonitoredCondition
  readonly trial: number
  readonly round: number
  readonly startedAtMs: number
  readonly endedAtMs: number
  readonly outcome: Outcome
  /** Whether trials with and without the monitor are compared. */
  readonly inPairs: boolean
}

export function trialRecord({ run, condition, inPairs, ...own }: RecordedTrial): TrialRecord {
  const { trial, round, startedAtMs, endedAtMs, outcome } = own
  return {
    record: 'trial',
    trial,
    round,
    series: condition.series.id,
    workers: condition.workers,
    ...(condition.turn === 1 ? {} : { turn: condition.turn }),
    startedAtMs,
    endedAtMs,
    outcome,
    ...(inPairs ? { monitor: condition.monitor } : {}),
    pids: [...run.pids],
    processStartMs: run.processStartMs,
    startupMs: run.startupMs,
    ...(run.startMethod === null ? {} : { startMethod: run.startMethod }),
    peakRssBytes: run.laps.length === 0 ? null : Math.max(...run.laps.map((lap) => lap.peakRssBytes)),
    ...(run.load === null ? {} : { load: { ...run.load, ...coreWaitOf(run) } }),
    ...(run.wasStopped === true ? { stopped: true } : {}),
  }
}

/**
 * A lap ends with its slowest worker, which is the one that waits longest where all do as much. The first lap is left out:
 * its wait counts from when the worker was loaded.
 */
function coreWaitOf({ laps }: ObservedRun): Pick<TrialLoad, 'coreWait'> {
  const shares = laps.flatMap(({ lap, warmup, makespanMs, workers }) => {
    const waitsMs = workers.flatMap(({ coreWaitMs }) => coreWaitMs ?? [])
    return warmup || lap === 0 || waitsMs.length === 0 || makespanMs <= 0 ? [] : Math.max(...waitsMs) / makespanMs
  })
  return shares.length === 0 ? {} : { coreWait: median(shares) }
}

/** @returns what a trial measured, which comes before the record of the trial itself */
export function measuredRecords(
  run: ObservedRun,
  trial: number,
  { series }: MonitoredCondition,
): readonly (LapRecord | LockRecord | FactRecord)[] {
  const facts = run.facts.map((fact) => factSchema.parse({ ...fact, record: 'fact', trial }))
  return [...lapRecords(run, trial, series.executor), ...facts]
}
