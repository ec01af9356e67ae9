import { groupBy } from '../numbers/group-by.ts'
import { countedTrials } from '../session/counted-trials.ts'
import { wholeCpuMs } from '../session/lap-cpu.ts'
import { toSerialWork } from '../session/same-work.ts'
import type { LapRecord, Session, SessionHeader, TrialRecord } from '../session/session.ts'
import { serialOf, type SeriesId } from '../names/series.ts'
import { mean, median } from '../numbers/statistics.ts'

/**
 * What a condition's successful trial of one round measured: its laps are summed up here and never pooled with another
 * trial's. The trials of several turns are one result, since they share what befell the round.
 */
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
  for (const turns of groupBy(trials, ({ series, workers, round }) => `${keyOf(series, workers)} ${round}`).values()) {
    const results = turns.flatMap((trial) => summed(session.header, trial, lapsOfTrial.get(trial.trial) ?? []) ?? [])
    const [[trial], [result]] = [turns, results]
    if (trial === undefined || result === undefined) continue
    const key = keyOf(trial.series, trial.workers)
    const rounds = conditions.get(key) ?? new Map<number, RoundResult>()
    rounds.set(trial.round, results.length === 1 ? result : joined(result, results))
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

/** One result for the turns of a round: times by the mean of their logarithms, as ratios are, other amounts by their mean. */
function joined(first: RoundResult, turns: readonly RoundResult[]): RoundResult {
  const average = (of: (turn: RoundResult) => number | null): number | null => {
    const known = turns.flatMap((turn) => of(turn) ?? [])
    return known.length === 0 ? null : mean(known)
  }
  const meanOf = (of: (turn: RoundResult) => number): number => mean(turns.map(of))
  return {
    ...first,
    medianMs: Math.exp(meanOf(({ medianMs }) => Math.log(medianMs))),
    cpuMs: meanOf(({ cpuMs }) => cpuMs),
    workCpuMs: meanOf(({ workCpuMs }) => workCpuMs),
    busyCores: meanOf(({ busyCores }) => busyCores),
    wantedCores: meanOf(({ wantedCores }) => wantedCores),
    turnsPerMs: average(({ turnsPerMs }) => turnsPerMs),
    startupMs: average(({ startupMs }) => startupMs),
    peakRssBytes: average(({ peakRssBytes }) => peakRssBytes),
    laps: turns.reduce((sum, { laps }) => sum + laps, 0),
    checksums: [...new Set(turns.flatMap(({ checksums }) => checksums))],
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
