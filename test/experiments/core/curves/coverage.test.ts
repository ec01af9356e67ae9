import { describe, expect, test } from 'vitest'
import type { CurvePoint } from '../../../../experiments/core/curves/curve.ts'
import { tFactor } from '../../../../experiments/core/numbers/interval.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import { mean, standardDeviation } from '../../../../experiments/core/numbers/statistics.ts'
import { StoppingRule, stoppingRounds } from '../../../../experiments/core/curves/stopping.ts'
import { sessionOf } from '../../../../testbed/sessions/rounds.ts'
import { SimulatedMachine, type Noise } from '../../../../testbed/simulated-machine.ts'

const sessions = 1000
const trueSpeedup = 1.9
const serialMs = 400

interface Rounds {
  readonly serial: (readonly number[])[]
  readonly parallel: (readonly number[])[]
}

function oneMore({ serial, parallel }: Rounds, machine: SimulatedMachine, laps: number): void {
  serial.push(machine.trial(serialMs, laps))
  parallel.push(machine.trial(serialMs / trueSpeedup, laps))
}

function curvesAfter({ serial, parallel }: Rounds): ReturnType<typeof curvesOf> {
  return curvesOf(sessionOf({ rounds: { 'node/serial': { 1: serial }, 'node/threads': { 2: parallel } } }))
}

function covers({ low, high }: Pick<CurvePoint['speedup'], 'low' | 'high'>): boolean {
  return low !== null && high !== null && low <= trueSpeedup && trueSpeedup <= high
}

/** The lab must not do this: the t interval takes every lap for an independent measurement. */
function pooledCovers(serial: readonly number[], parallel: readonly number[]): boolean {
  const [a, b] = [serial.map(Math.log), parallel.map(Math.log)]
  const error = Math.hypot(standardDeviation(a) / Math.sqrt(a.length), standardDeviation(b) / Math.sqrt(b.length))
  const half = tFactor(a.length + b.length - 1, 0.95) * error
  const center = mean(a) - mean(b)
  return covers({ low: Math.exp(center - half), high: Math.exp(center + half) })
}

function shareThatHolds(session: (machine: SimulatedMachine) => boolean, seed: number, noise: Noise): number {
  const machine = new SimulatedMachine(seed, noise)
  let held = 0
  for (let count = 0; count < sessions; count++) held += Number(session(machine))
  return held / sessions
}

function afterRounds(rounds: number, machine: SimulatedMachine, laps: number): Rounds {
  const all: Rounds = { serial: [], parallel: [] }
  for (let round = 0; round < rounds; round++) oneMore(all, machine, laps)
  return all
}

function holds(rounds: Rounds): boolean {
  const speedup = curvesAfter(rounds)[1]?.points[0]?.speedup
  return speedup !== undefined && covers(speedup)
}

/** A session as the lab runs it: until its interval is narrow enough, or all its rounds are done. */
function untilPrecise(machine: SimulatedMachine, max: number): Rounds {
  const all: Rounds = { serial: [], parallel: [] }
  const rule = new StoppingRule(0.1)
  for (let round = 1; round <= max; round++) {
    oneMore(all, machine, 2)
    if (round >= stoppingRounds({ min: 5 }) && rule.look(curvesAfter(all))) break
  }
  return all
}

describe.each([5, 10])('in a thousand simulated sessions of %d rounds', (rounds) => {
  test('the interval by the round holds the true speedup about 95 times in 100', () => {
    const share = shareThatHolds((machine) => holds(afterRounds(rounds, machine, 4)), 1, { trialScatter: 0.12 })
    expect(share).toBeGreaterThan(0.92)
    expect(share).toBeLessThan(0.98)
  })

  test('so it does where a tenth of the trials are disturbed', () => {
    const noise = { trialScatter: 0.12, disturbedShare: 0.1, disturbedTimes: 1.5 }
    const share = shareThatHolds((machine) => holds(afterRounds(rounds, machine, 4)), 2, noise)
    expect(share).toBeGreaterThan(0.92)
    expect(share).toBeLessThan(0.98)
  })

  test('an interval over pooled laps would hold it far less often', () => {
    const share = shareThatHolds(
      (machine) => {
        const { serial, parallel } = afterRounds(rounds, machine, 4)
        return pooledCovers(serial.flat(), parallel.flat())
      },
      1,
      { trialScatter: 0.12 },
    )
    expect(share).toBeLessThan(0.85)
  })
})

// Scatters between which the rule ends nearly every session at its first look, and hardly any before its last.
describe.each([0.03, 0.06, 0.09, 0.12])(
  'where sessions end when precise enough, and trials scatter by %d',
  (scatter) => {
    test('the interval still holds the true speedup about 95 times in 100', () => {
      const noise = { trialScatter: scatter, disturbedShare: 0.1, disturbedTimes: 1.3 }
      const share = shareThatHolds((machine) => holds(untilPrecise(machine, 12)), 3, noise)
      expect(share).toBeGreaterThan(0.92)
      expect(share).toBeLessThan(0.98)
    })
  },
)
