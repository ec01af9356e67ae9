import { geometricInterval, shareInterval, unknownRatio, usualConfidence, type Ratio } from '../numbers/interval.ts'
import { groupBy } from '../numbers/group-by.ts'
import { roundResults } from '../curves/round-results.ts'
import { findSeries, serialOf, type SeriesId } from '../names/series.ts'
import { countedTrials } from '../session/counted-trials.ts'
import { timesTheWork } from '../session/same-work.ts'
import type { LapRecord, Session, TrialRecord } from '../session/session.ts'
import { mean } from '../numbers/statistics.ts'
import { shareKinds, type ShareKind, type Split } from './share-kinds.ts'
import { beyondSerial, wholeMsOf, type BeyondSerial, type TrialTime } from './beyond-serial.ts'
import { trialSplit } from './trial-split.ts'
import { helpersCpuMs } from '../session/lap-cpu.ts'
import { hasLock } from '../timeline/timeline-words.ts'

/** One part of workers × makespan, over the rounds. */
export interface TimeShare extends Ratio {
  readonly kind: ShareKind
}

export interface ConditionTime {
  readonly series: SeriesId
  readonly workers: number
  readonly rounds: number
  /** One share for each kind, in their order. The values add up to 1; a part whose value is null is within `unknown`. */
  readonly shares: readonly TimeShare[]
  /**
   * The largest loss whose interval lies above a tenth; null if there is none. With no more workers than cores, a wait for a
   * core is due to other programs, and is named only if there is no other loss.
   */
  readonly bottleneck: ShareKind | null
  /** The wait for a core that other programs cause, if it is more than a tenth; otherwise null. */
  readonly disturbance: Ratio | null
  /** The part of the work that one worker does alone at the end, if it causes most of the imbalance; otherwise null. */
  readonly serialTail: Ratio | null
  /** The speed of the cores over serial's (`RoundResult.clock`); null in all its parts if that is unknown. */
  readonly clock: Ratio
  /**
   * Under an interpreter lock, the wait in `blocking` calls beyond serial's, if it is more than a tenth; otherwise null. It
   * may be for that lock or for one of the work's own: no clock tells, so it is within `unknown`.
   */
  readonly beyondSerialWait: Ratio | null
  /** CPU time of what helped the workers (a garbage collector, a compiler), beside workers × makespan. */
  readonly helpers: Ratio
}

/** A loss that is smaller than this is not named. */
export const leastLoss = 0.1

/** The time of each condition that has a successful trial with laps, in the plan's order. */
export function conditionTimes(session: Session, results = roundResults(session)): readonly ConditionTime[] {
  const { usableCores } = session.header.machine
  const laps = groupBy(session.laps, ({ trial }) => trial)
  const locks = new Map(session.locks.map((lock) => [lock.trial, lock]))
  const trials = groupBy(countedTrials(session), ({ series, workers }) => `${series} ${workers}`)
  const roundsOf = (series: SeriesId, workers: number): ReadonlyMap<number, readonly TrialRecord[]> =>
    groupBy(trials.get(`${series} ${workers}`) ?? [], ({ round }) => round)
  const timeOf = (
    series: SeriesId,
    turns: readonly TrialRecord[],
    serialTurnsPerMs: number | null,
  ): RoundTime | null => {
    const times = turns.flatMap(({ trial }): RoundTime[] => {
      const own = laps.get(trial) ?? []
      const split = trialSplit(own, locks.get(trial), series, serialTurnsPerMs)
      if (split === null) return []
      return [{ ...split, wholeMs: wholeMsOf(session.header, series, own), helpers: helpersShare(own) }]
    })
    const [first] = times
    return first === undefined || times.length === 1 ? (first ?? null) : ofTurns(times)
  }
  return session.header.conditions.flatMap(({ series, workers }) => {
    const serial = serialOf(series)
    const comparable = series !== serial && workers <= usableCores
    const serialRounds = series === serial ? null : roundsOf(serial, 1)
    const rounds = [...roundsOf(series, workers)].flatMap(([round, turns]) => {
      const serialTurnsPerMs = results.of(serial, 1).get(round)?.turnsPerMs ?? null
      const own = timeOf(series, turns, comparable ? serialTurnsPerMs : null)
      if (own === null) return []
      const serialTime = timeOf(serial, serialRounds?.get(round) ?? [], null)
      return [{ ...own, beyond: serialTime && beyondSerial(own, serialTime, timesTheWork(session.header, workers)) }]
    })
    const clocks = [...results.of(series, workers).values()].flatMap(({ clock }) => clock ?? [])
    const clock = geometricInterval(clocks.map(Math.log))
    return rounds.length === 0 ? [] : [{ ...conditionTime(series, workers, usableCores, rounds), clock }]
  })
}

type RoundTime = TrialTime & { readonly helpers: number }
type Round = RoundTime & { readonly beyond: BeyondSerial | null }

/** One time for the turns of a round, which is the unit of all intervals. */
function ofTurns(turns: readonly RoundTime[]): RoundTime {
  const meanOf = (of: (turn: RoundTime) => number): number => mean(turns.map(of))
  const split = Object.fromEntries(
    shareKinds.map((kind) => [kind, meanOf((turn) => turn.split[kind])]),
  ) as unknown as Split
  return {
    split,
    knowsClock: turns.every(({ knowsClock }) => knowsClock),
    knowsCoreWait: turns.every(({ knowsCoreWait }) => knowsCoreWait),
    serialTail: meanOf(({ serialTail }) => serialTail),
    tailOfImbalance: meanOf(({ tailOfImbalance }) => tailOfImbalance),
    wholeMs: meanOf(({ wholeMs }) => wholeMs),
    helpers: meanOf(({ helpers }) => helpers),
  }
}

function helpersShare(laps: readonly LapRecord[]): number {
  const measured = laps.filter(({ warmup, workers, makespanMs }) => !warmup && workers.length > 0 && makespanMs > 0)
  return mean(measured.map((lap) => helpersCpuMs(lap) / (lap.makespanMs * lap.workers.length)))
}

/** What is spent beyond serial, in each round; empty if that is not known of every one. */
function beyondOf(rounds: readonly Round[], kind: keyof BeyondSerial): readonly number[] {
  const known = rounds.flatMap(({ beyond }) => (beyond === null ? [] : [beyond[kind]]))
  return known.length === rounds.length ? known : []
}

function conditionTime(
  series: SeriesId,
  workers: number,
  usableCores: number,
  rounds: readonly Round[],
): Omit<ConditionTime, 'clock'> {
  const knowsCoreWait = rounds.every((round) => round.knowsCoreWait)
  const knowsClock = rounds.every((round) => round.knowsClock)
  const extra = beyondOf(rounds, 'cpu')
  const moreCpu = extra.length > 0 && mean(extra) > 0 ? extra : rounds.map(() => 0)
  // our own lock is measured apart
  const unmeasuredLock = hasLock(series) && findSeries(series)?.runtime !== 'node'
  const waits = unmeasuredLock ? beyondOf(rounds, 'waiting') : []
  const unexplained = shareInterval(waits)
  const knowsWait = (unexplained.low ?? unexplained.value ?? 0) <= leastLoss
  const undecided = knowsWait ? rounds.map(() => 0) : waits
  // what slow cores cost is a part of the computing, and not a part of its own where it is unknown
  const shares = shareKinds
    .filter((kind) => (kind !== 'clock' || knowsClock) && (kind !== 'more-cpu' || extra.length > 0))
    .map((kind): TimeShare => {
      const values = rounds.map(({ split }, round) => {
        const [more, open] = [moreCpu[round] ?? 0, undecided[round] ?? 0]
        if (kind === 'useful') return split.useful - more
        if (kind === 'waiting') return split.waiting - open
        if (kind === 'unknown') return split.unknown + open
        return kind === 'more-cpu' ? more : split[kind]
      })
      // a part that is known in some rounds only cannot be averaged
      if (kind === 'core-wait' && !knowsCoreWait) return { kind, ...unknownRatio }
      if (kind === 'useful' && !knowsClock) {
        return { kind, ...shareInterval(values.map((value, round) => value + (rounds[round]?.split.clock ?? 0))) }
      }
      if (kind !== 'unknown' || knowsCoreWait) return { kind, ...shareInterval(values) }
      return { kind, ...shareInterval(values.map((value, round) => value + (rounds[round]?.split['core-wait'] ?? 0))) }
    })
  const losses = lossesOf(shares)
  const coreWait = losses.find(({ kind }) => kind === 'core-wait')
  // under a lock one core is enough for all
  const crowded = workers > usableCores && !losses.some(({ kind }) => kind === 'lock-wait')
  const own = crowded ? losses : losses.filter(({ kind }) => kind !== 'core-wait')
  const [first] = own[0]?.kind === 'unknown' ? losses : own
  const tailed = mean(rounds.map(({ tailOfImbalance }) => tailOfImbalance)) > 0.5
  return {
    series,
    workers,
    rounds: rounds.length,
    shares,
    bottleneck: (first ?? coreWait)?.kind ?? null,
    disturbance: crowded || coreWait === undefined ? null : ratioOf(coreWait),
    beyondSerialWait: knowsWait ? null : unexplained,
    // they ran beside the workers, and may have used more than these
    helpers: shareInterval(
      rounds.map(({ helpers }) => helpers),
      usualConfidence,
      Infinity,
    ),
    serialTail: tailed ? shareInterval(rounds.map(({ serialTail }) => serialTail)) : null,
  }
}

function ratioOf({ kind: _, ...ratio }: TimeShare): Ratio {
  return ratio
}

/** The losses that are named, the largest first. */
function lossesOf(shares: readonly TimeShare[]): readonly TimeShare[] {
  const losses = shares.filter(({ kind, value, low }) => kind !== 'useful' && (low ?? value ?? 0) > leastLoss)
  return losses.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
}
