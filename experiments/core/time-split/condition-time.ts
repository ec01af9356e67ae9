import { geometricInterval, shareInterval, unknownRatio, type Ratio } from '../numbers/interval.ts'
import { groupBy } from '../numbers/group-by.ts'
import { roundResults } from '../curves/round-results.ts'
import { serialOf, type SeriesId } from '../names/series.ts'
import { countedTrials } from '../session/counted-trials.ts'
import type { Session } from '../session/session.ts'
import { mean } from '../numbers/statistics.ts'
import { shareKinds, type ShareKind } from './share-kinds.ts'
import { trialSplit, type TrialSplit } from './trial-split.ts'

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
}

/** A loss that is smaller than this is not named. */
export const leastLoss = 0.1

/** The time of each condition that has a successful trial with laps, in the plan's order. */
export function conditionTimes(session: Session, results = roundResults(session)): readonly ConditionTime[] {
  const { usableCores } = session.header.machine
  const laps = groupBy(session.laps, ({ trial }) => trial)
  const locks = new Map(session.locks.map((lock) => [lock.trial, lock]))
  const trials = groupBy(countedTrials(session), ({ series, workers }) => `${series} ${workers}`)
  return session.header.conditions.flatMap(({ series, workers }) => {
    const serial = serialOf(series)
    const comparable = series !== serial && workers <= usableCores
    const rounds = (trials.get(`${series} ${workers}`) ?? []).flatMap(({ trial, round }) => {
      const serialTurnsPerMs = results.of(serial, 1).get(round)?.turnsPerMs ?? null
      return trialSplit(laps.get(trial) ?? [], locks.get(trial), series, comparable ? serialTurnsPerMs : null) ?? []
    })
    const clocks = [...results.of(series, workers).values()].flatMap(({ clock }) => clock ?? [])
    const clock = geometricInterval(clocks.map(Math.log))
    return rounds.length === 0 ? [] : [{ ...conditionTime(series, workers, usableCores, rounds), clock }]
  })
}

function conditionTime(
  series: SeriesId,
  workers: number,
  usableCores: number,
  rounds: readonly TrialSplit[],
): Omit<ConditionTime, 'clock'> {
  const knowsCoreWait = rounds.every((round) => round.knowsCoreWait)
  const knowsClock = rounds.every((round) => round.knowsClock)
  // what slow cores cost is a part of the computing, and not a part of its own where it is unknown
  const shares = shareKinds
    .filter((kind) => kind !== 'clock' || knowsClock)
    .map((kind): TimeShare => {
      const values = rounds.map(({ split }) => split[kind])
      // a part that is known in some rounds only cannot be averaged
      if (kind === 'core-wait' && !knowsCoreWait) return { kind, ...unknownRatio }
      if (kind === 'useful' && !knowsClock) {
        return { kind, ...shareInterval(rounds.map(({ split }) => split.useful + split.clock)) }
      }
      if (kind !== 'unknown' || knowsCoreWait) return { kind, ...shareInterval(values) }
      return { kind, ...shareInterval(rounds.map(({ split }) => split.unknown + split['core-wait'])) }
    })
  const losses = lossesOf(shares)
  const waits = losses.find(({ kind }) => kind === 'core-wait')
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
    bottleneck: (first ?? waits)?.kind ?? null,
    disturbance: crowded || waits === undefined ? null : ratioOf(waits),
    serialTail: tailed ? shareInterval(rounds.map(({ serialTail }) => serialTail)) : null,
  }
}

function ratioOf({ value, low, high }: TimeShare): Ratio {
  return { value, low, high }
}

/** The losses that are named, the largest first. */
function lossesOf(shares: readonly TimeShare[]): readonly TimeShare[] {
  const losses = shares.filter(({ kind, value, low }) => kind !== 'useful' && (low ?? value ?? 0) > leastLoss)
  return losses.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
}
