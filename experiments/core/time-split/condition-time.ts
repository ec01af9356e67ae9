import type { Ratio } from '../numbers/interval.ts'
import { groupBy } from '../numbers/group-by.ts'
import { shareInterval, unknownRatio } from '../numbers/interval.ts'
import type { SeriesId } from '../names/series.ts'
import { countedTrials } from '../session/counted-trials.ts'
import type { Session } from '../session/session.ts'
import { mean } from '../numbers/statistics.ts'
import { shareKinds, type ShareKind } from './share-kinds.ts'
import { trialSplit, type TrialSplit } from './trial-split.ts'

/** One part of workers × makespan, over the rounds. */
export interface TimeShare extends Ratio {
  readonly kind: ShareKind
}

/** Where the time of one condition went. */
export interface ConditionTime {
  readonly series: SeriesId
  readonly workers: number
  readonly rounds: number
  /** One for each kind, in their order; their values add up to 1. A value of null is not told here, and is in `unknown`. */
  readonly shares: readonly TimeShare[]
  /**
   * The largest loss that is beyond doubt more than a tenth; null where there is none. With no more workers than cores,
   * waiting for a core is what else runs on the machine: then it is named only where there is no other loss.
   */
  readonly bottleneck: ShareKind | null
  /** The wait for a core that other programs are to blame for, where it is more than a tenth; null else. */
  readonly disturbance: Ratio | null
  /** The part of the work that one worker goes on with alone, where most of the imbalance is due to that; else null. */
  readonly serialTail: Ratio | null
}

/** A smaller loss than this is none to speak of. */
export const leastLoss = 0.1

/** By condition, in the plan's order; those without a successful trial that has laps are left out. */
export function conditionTimes(session: Session): readonly ConditionTime[] {
  const { usableCores } = session.header.machine
  const laps = groupBy(session.laps, ({ trial }) => trial)
  const locks = new Map(session.locks.map((lock) => [lock.trial, lock]))
  const trials = groupBy(countedTrials(session.trials), ({ series, workers }) => `${series} ${workers}`)
  return session.header.conditions.flatMap(({ series, workers }) => {
    const rounds = (trials.get(`${series} ${workers}`) ?? []).flatMap(
      ({ trial }) => trialSplit(laps.get(trial) ?? [], locks.get(trial), series) ?? [],
    )
    return rounds.length === 0 ? [] : [conditionTime(series, workers, usableCores, rounds)]
  })
}

function conditionTime(
  series: SeriesId,
  workers: number,
  usableCores: number,
  rounds: readonly TrialSplit[],
): ConditionTime {
  const tellsCoreWait = rounds.every((round) => round.tellsCoreWait)
  const shares = shareKinds.map((kind): TimeShare => {
    const values = rounds.map(({ split }) => split[kind])
    // what one round's system told and another's did not cannot be averaged
    if (kind === 'core-wait' && !tellsCoreWait) return { kind, ...unknownRatio }
    if (kind !== 'unknown' || tellsCoreWait) return { kind, ...shareInterval(values) }
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

/** The largest first. */
function lossesOf(shares: readonly TimeShare[]): readonly TimeShare[] {
  const losses = shares.filter(({ kind, value, low }) => kind !== 'useful' && (low ?? value ?? 0) > leastLoss)
  return losses.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
}
