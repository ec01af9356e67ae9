import { describe, expect, test } from 'vitest'
import { mean, standardDeviation } from '../../../experiments/core/statistics.ts'
import { tFactor } from '../../../experiments/core/interval.ts'
import { curvesOf } from '../../../experiments/core/speedup.ts'
import { sessionOf } from './session-fixture.ts'

const sessions = 1000
const lapsOfTrial = 4
const trueSpeedup = 1.9
/** Between trials 12%, as this machine scatters; laps of one trial correlate by 0.6 = 12² ÷ (12² + lapScatter²). */
const trialScatter = 0.12
const lapScatter = trialScatter * Math.sqrt(0.4 / 0.6)

/** mulberry32 and Box–Muller: any seeded normal numbers would do. */
function normalNumbers(seed: number): () => number {
  let state = seed
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

function trialLaps(normal: () => number, typicalMs: number): readonly number[] {
  const trial = trialScatter * normal()
  return Array.from({ length: lapsOfTrial }, () => typicalMs * Math.exp(trial + lapScatter * normal()))
}

function covers(low: number | null, high: number | null): boolean {
  return low !== null && high !== null && low <= trueSpeedup && trueSpeedup <= high
}

/** What the lab must not do: a t interval that takes every lap for an independent measurement. */
function pooledCovers(serial: readonly number[], parallel: readonly number[]): boolean {
  const [a, b] = [serial.map(Math.log), parallel.map(Math.log)]
  const error = Math.hypot(standardDeviation(a) / Math.sqrt(a.length), standardDeviation(b) / Math.sqrt(b.length))
  const half = tFactor(a.length + b.length - 1, 0.95) * error
  const center = mean(a) - mean(b)
  return covers(Math.exp(center - half), Math.exp(center + half))
}

function coverage(rounds: number): { readonly byRound: number; readonly pooled: number } {
  const normal = normalNumbers(20_260_101)
  let [byRound, pooled] = [0, 0]
  for (let session = 0; session < sessions; session++) {
    const serial = Array.from({ length: rounds }, () => trialLaps(normal, 400))
    const parallel = Array.from({ length: rounds }, () => trialLaps(normal, 400 / trueSpeedup))
    const curves = curvesOf(sessionOf({ rounds: { 'node/serial': { 1: serial }, 'node/threads': { 2: parallel } } }))
    const speedup = curves[1]?.points[0]?.speedup
    byRound += Number(covers(speedup?.low ?? null, speedup?.high ?? null))
    pooled += Number(pooledCovers(serial.flat(), parallel.flat()))
  }
  return { byRound: byRound / sessions, pooled: pooled / sessions }
}

describe.each([5, 10])('in a thousand simulated sessions of %d rounds', (rounds) => {
  const { byRound, pooled } = coverage(rounds)

  test('the interval by the round holds the true speedup about 95 times in 100', () => {
    expect(byRound).toBeGreaterThan(0.92)
    expect(byRound).toBeLessThan(0.98)
  })

  test('an interval over pooled laps would hold it far less often', () => {
    expect(pooled).toBeLessThan(0.85)
  })
})
