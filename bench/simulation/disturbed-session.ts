import { parseExperiment } from '../../experiments/core/definition/experiment-file.ts'
import { makePlan, type Condition, type Plan } from '../../experiments/core/plan/plan.ts'
import { shuffledRound } from '../../experiments/core/numbers/shuffle.ts'
import type { SeriesId } from '../../experiments/core/names/series.ts'
import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import { sessionOf, type RoundsBySeries } from '../../testbed/sessions/rounds.ts'
import { SimulatedMachine } from '../../testbed/simulated-machine.ts'
import { SeededNumbers } from '../../testbed/seeded-numbers.ts'

export type TrialRequestKind = 'shuffled' | 'sequential'

const rounds = 10
const laps = 2
const serialMs = 400
/** A background load makes every time so many times longer. */
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
  return makePlan(parsed.experiment, { usableCores: 4, obstacle: () => null })
}

/**
 * One session during half of which a load ran, from a random moment of its first half on.
 * @returns which share of its speedups' intervals hold the speedup of the undisturbed machine
 */
export function disturbedSession(seed: number, kind: TrialRequestKind): number {
  const { conditions } = planned()
  const order = orderOf(conditions, seed, kind)
  const machine = new SimulatedMachine(seed, noise)
  const half = order.length / 2
  const from = new SeededNumbers(seed).uniform() * half
  const measured: Partial<Record<SeriesId, Record<number, (readonly number[])[]>>> = {}
  for (const [index, { series, workers }] of order.entries()) {
    const slowed = index >= from && index < from + half ? slowedTimes : 1
    const typicalMs = (serialMs / speedupOf(series.id, workers)) * slowed
    const counts = (measured[series.id] ??= {})
    const trials = (counts[workers] ??= [])
    trials.push(machine.trial(typicalMs, laps))
  }
  return shareThatHolds(measured)
}

function orderOf(conditions: readonly Condition[], seed: number, kind: TrialRequestKind): readonly Condition[] {
  const each = Array.from({ length: rounds }, (_, round) => round)
  switch (kind) {
    case 'shuffled':
      return each.flatMap((round) => shuffledRound(conditions, seed, round))
    case 'sequential':
      return conditions.flatMap((condition) => each.map(() => condition))
  }
}

function shareThatHolds(measured: RoundsBySeries): number {
  const held = curvesOf(sessionOf({ rounds: measured })).flatMap(({ series, points }) =>
    series === 'node/serial'
      ? []
      : points.map(({ workers, speedup: { low, high } }) => {
          const speedup = speedupOf(series, workers)
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
