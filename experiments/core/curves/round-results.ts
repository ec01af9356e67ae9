import { groupBy } from '../numbers/group-by.ts'
import { countedTrials } from '../session/counted-trials.ts'
import { wholeCpuMs } from '../session/lap-cpu.ts'
import { toSerialWork } from '../session/same-work.ts'
import type { LapRecord, Session, SessionHeader, TrialRecord } from '../session/session.ts'
import { serialOf, type SeriesId } from '../names/series.ts'
import { median } from '../numbers/statistics.ts'

/** What one successful trial measured: its laps are summed up here and never pooled with another trial's. */
export interface RoundResult {
  readonly round: number
  /** Median of the measured laps' makespans, for the work of a lap of serial. */
  readonly medianMs: number
  /** Median CPU time of the measured laps, all workers together, for the same work. */
  readonly cpuMs: number
  /** `cpuMs` and the CPU time of what helped the workers: all that the work took. */
  readonly workCpuMs: number
  /** Median over the measured laps of CPU time ÷ makespan: how many cores were busy. */
  readonly busyCores: number
  /** `busyCores` and the time in which workers were ready to run and had no core, if the system reports it. */
  readonly wantedCores: number
  /** The turns of `lapTurnsPerMs`, the median of the measured laps; null if no lap has them. */
  readonly turnsPerMs: number | null
  /**
   * How fast the cores were while all of the condition's workers were awake, over serial's of the same round: turbo, a core
   * that two workers share, and slow cores in one number. Null if either is unknown, or workers outnumber the cores.
   */
  readonly clock: number | null
  readonly startupMs: number | null
  readonly peakRssBytes: number | null
  readonly laps: number
  /** The distinct checksums, in the order of the laps. */
  readonly checksums: readonly string[]
}

export interface RoundResults {
  /** @returns the results by round; empty if no trial of the condition succeeded */
  of(series: SeriesId, workers: number): ReadonlyMap<number, RoundResult>
}

const none: ReadonlyMap<number, RoundResult> = new Map()

export function roundResults(session: Session): RoundResults {
  const lapsOfTrial = groupBy(session.laps, ({ trial }) => trial)
  const conditions = new Map<string, Map<number, RoundResult>>()
  const trials = countedTrials(session)
  for (const trial of trials) {
    const result = summed(session.header, trial, lapsOfTrial.get(trial.trial) ?? [])
    if (result === null) continue
    const key = keyOf(trial.series, trial.workers)
    const rounds = conditions.get(key) ?? new Map<number, RoundResult>()
    rounds.set(trial.round, result)
    conditions.set(key, rounds)
  }
  for (const { series, workers, round } of trials) {
    const rounds = conditions.get(keyOf(series, workers))
    const result = rounds?.get(round)
    const turns = result?.turnsPerMs ?? null
    if (rounds === undefined || result === undefined || turns === null) continue
    const serialTurns = conditions.get(keyOf(serialOf(series), 1))?.get(round)?.turnsPerMs ?? null
    if (serialTurns === null || workers > session.header.machine.usableCores) continue
    rounds.set(round, { ...result, clock: turns / serialTurns })
  }
  return { of: (series, workers) => conditions.get(keyOf(series, workers)) ?? none }
}

function keyOf(series: SeriesId, workers: number): string {
  return `${series} ${workers}`
}

/** @returns null if no ratio can be formed: the trial has no measured lap, or one that took no time */
function summed(header: SessionHeader, trial: TrialRecord, laps: readonly LapRecord[]): RoundResult | null {
  const measured = laps.filter(({ warmup }) => !warmup)
  if (measured.length === 0 || measured.some(({ makespanMs }) => !(makespanMs > 0))) return null
  const turns = measured.flatMap((lap) => lapTurnsPerMs(lap) ?? [])
  return {
    round: trial.round,
    medianMs: median(measured.map((lap) => lap.makespanMs * toSerialWork(header, trial.series, lap))),
    cpuMs: median(measured.map((lap) => lap.cpuMs * toSerialWork(header, trial.series, lap))),
    workCpuMs: median(measured.map((lap) => wholeCpuMs(lap) * toSerialWork(header, trial.series, lap))),
    busyCores: median(measured.map(({ cpuMs, makespanMs }) => cpuMs / makespanMs)),
    wantedCores: median(measured.map((lap) => (lap.cpuMs + coreWaitMs(lap)) / lap.makespanMs)),
    turnsPerMs: turns.length === 0 ? null : median(turns),
    clock: null,
    startupMs: trial.startupMs,
    peakRssBytes: trial.peakRssBytes,
    laps: measured.length,
    checksums: [...new Set(laps.map(({ checksum }) => checksum))],
  }
}

function coreWaitMs({ workers }: LapRecord): number {
  return workers.reduce((sum, { coreWaitMs = 0 }) => sum + coreWaitMs, 0)
}

/**
 * The turns of the worker that ended last, since the lap took as long as that worker did: the mean of all would hide one slow
 * core, and the fewest would take each reading's noise for slowness.
 */
function lapTurnsPerMs({ workers }: LapRecord): number | null {
  const [first, ...others] = workers
  const last = others.reduce((latest, worker) => (worker.endMs > (latest?.endMs ?? 0) ? worker : latest), first)
  return last?.turnsPerMs ?? null
}
