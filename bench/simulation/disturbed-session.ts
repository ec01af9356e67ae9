import { parseExperiment } from '../../experiments/core/definition/experiment-file.ts'
import { makePlan, type Condition, type Plan } from '../../experiments/core/plan/plan.ts'
import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'
import { serialOf, type SeriesId } from '../../experiments/core/names/series.ts'
import { disturbedConditions } from '../../experiments/core/curves/disturbance.ts'
import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import type { Session } from '../../experiments/core/session/session.ts'
import type { TrialLoad } from '../../experiments/core/session/trial-load.ts'
import { sessionOf } from '../../testbed/sessions/rounds.ts'
import type { TrialPlace } from '../../testbed/sessions/trial.ts'
import { SimulatedMachine } from '../../testbed/simulated-machine.ts'
import { SeededNumbers } from '../../testbed/seeded-numbers.ts'

export type TrialOrder = 'shuffled' | 'sequential'

const usableCores = 4
const rounds = 10
const laps = 2
const serialMs = 400
/** A background load makes a time so many times longer. */
const slowedTimes = 1.5
const noise = { trialScatter: 0.06 }

const source = `
lockstep: 1
title: Disturbance
workload: { kernel: primes }
series: [node/serial, node/threads, node/processes]
workers: [1, 2, 4]
baseline: none
`

/** The speedups of the undisturbed machine over serial. */
const truth: Readonly<Partial<Record<SeriesId, Readonly<Record<number, number>>>>> = {
  'node/serial': { 1: 1 },
  'node/threads': { 1: 0.99, 2: 1.95, 4: 3.7 },
  'node/processes': { 1: 0.98, 2: 1.9, 4: 3.5 },
}

function planned(): Plan {
  const parsed = parseExperiment('disturbance.yaml', new TextEncoder().encode(source))
  if (parsed.kind === 'refused') throw new Error(parsed.problems.map(({ message }) => message).join('; '))
  return makePlan(parsed.experiment, { usableCores, obstacle: () => null })
}

/** What the load does: it slows all trials alike, or takes a core, which hurts those that need it. */
export type LoadKind = 'slows all' | 'takes a core'

/**
 * One session during half of which a load ran, from a random moment of its first half on.
 * @returns which share of the intervals of the speedups that the load can change hold the speedup of the undisturbed machine; an interval of which the
 *   session says that it decides nothing counts as one
 */
export function disturbedSession(seed: number, order: TrialOrder, load: LoadKind): number {
  const { conditions } = planned()
  const trials = orderOf(conditions, seed, order)
  const machine = new SimulatedMachine(seed, noise)
  const half = trials.length / 2
  const from = new SeededNumbers(seed).uniform() * half
  const measured: Partial<Record<SeriesId, Record<number, (readonly number[])[]>>> = {}
  const loads = new Map<string, TrialLoad>()
  const hurt = (workers: number): boolean => load === 'slows all' || workers === usableCores
  for (const [index, { series, workers }] of trials.entries()) {
    const isBusy = index >= from && index < from + half
    const isSlowed = isBusy && hurt(workers)
    const typicalMs = (serialMs / speedupOf(series.id, workers)) * (isSlowed ? slowedTimes : 1)
    const counts = (measured[series.id] ??= {})
    const own = (counts[workers] ??= [])
    // the meter of the lab sees it; a load that slows all, such as a shared memory bus, it does not
    const otherCores = isBusy && load === 'takes a core' ? 1 : 0
    loads.set(`${series.id} ${workers} ${own.length}`, { otherCores, stolenCores: 0, culprits: [] })
    own.push(machine.trial(typicalMs, laps))
  }
  const at = ({ series, workers, round }: TrialPlace) => loads.get(`${series} ${workers} ${round}`)
  return shareThatHolds(sessionOf({ rounds: measured, usableCores, load: at }), hurt)
}

function orderOf(conditions: readonly Condition[], seed: number, kind: TrialOrder): readonly Condition[] {
  const each = Array.from({ length: rounds }, (_, round) => round)
  switch (kind) {
    case 'shuffled':
      return each.flatMap((round) => shuffledRound(conditions, seed, round))
    case 'sequential':
      return conditions.flatMap((condition) => each.map(() => condition))
  }
}

function shareThatHolds(session: Session, hurt: (workers: number) => boolean): number {
  const held = curvesOf(session).flatMap(({ series, points }) =>
    series === 'node/serial'
      ? []
      : points
          .filter(({ workers }) => hurt(workers))
          .map(({ workers, speedup: { low, high } }) => {
            const speedup = speedupOf(series, workers)
            const rests = [
              { series, workers },
              { series: serialOf(series), workers: 1 },
            ]
            if (disturbedConditions(session)(rests) !== null) return 1
            return Number(low !== null && high !== null && low <= speedup && speedup <= high)
          }),
  )
  return held.reduce((sum, one) => sum + one, 0) / held.length
}

function speedupOf(series: SeriesId, workers: number): number {
  const speedup = truth[series]?.[workers]
  if (speedup === undefined) throw new Error(`the simulated machine has no ${series} × ${workers}`)
  return speedup
}
