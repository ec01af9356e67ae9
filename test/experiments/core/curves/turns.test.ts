import { expect, test } from 'vitest'
import { expectedHalfWidth, expectedText, scatterOf } from '../../../../experiments/core/curves/expected-width.ts'
import { roundResults } from '../../../../experiments/core/curves/round-results.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import { logHalfWidth } from '../../../../experiments/core/numbers/interval.ts'
import { mean } from '../../../../experiments/core/numbers/statistics.ts'
import { conditionTimes } from '../../../../experiments/core/time-split/condition-time.ts'
import type { Session } from '../../../../experiments/core/session/session.ts'
import { foldSession } from '../../../../testbed/sessions/fold-session.ts'
import { madeUpHeader } from '../../../../testbed/sessions/header.ts'
import { madeUpTrial } from '../../../../testbed/sessions/trial.ts'
import { SimulatedMachine } from '../../../../testbed/simulated-machine.ts'

const others = [1, 2] as const

/** @param lapMs of a trial at so many workers; those of serial have 0 */
function session(rounds: number, times: number, lapMs: (workers: number) => number): Session {
  const serial = { series: 'node/serial', workers: 1, reference: false, times } as const
  const threads = others.map((workers) => ({ series: 'node/threads' as const, workers, reference: false }))
  let trial = 0
  const trials = Array.from({ length: rounds }, (_, round) => [
    ...Array.from({ length: times }, (_, before) => laps({ trial: trial++, round, ...serial }, before + 1, lapMs(0))),
    ...threads.map((one) => laps({ trial: trial++, round, ...one }, 1, lapMs(one.workers))),
  ])
  return foldSession([madeUpHeader({ conditions: [serial, ...threads] }), ...trials.flat(2)])
}

function laps(place: Parameters<typeof madeUpTrial>[0], turn: number, ms: number): ReturnType<typeof madeUpTrial> {
  const { trial, round, series, workers } = place
  const each = Array.from({ length: workers }, () => ({ startMs: 0, endMs: ms, cpuMs: ms }))
  const lap = { makespanMs: ms, cpuMs: ms * workers, workers: each }
  return madeUpTrial({ trial, round, series, workers }, { turn, laps: [lap, lap] })
}

test('the turns of a round are one result: times by the mean of logarithms, and all other sums once a round', () => {
  const serialMs = [100, 400, 200, 200]
  const made = session(2, 2, (workers) => (workers === 0 ? (serialMs.shift() ?? NaN) : 100))
  const serial = roundResults(made).of('node/serial', 1)
  expect([...serial.values()].map(({ medianMs, cpuMs, laps }) => [Math.round(medianMs), cpuMs, laps])).toEqual([
    [200, 250, 2],
    [200, 200, 2],
  ])
  const point = curvesOf(made)[0]?.points[0]
  expect([point?.rounds, point?.laps]).toEqual([2, 4])
  expect(conditionTimes(made)[0]?.rounds).toBe(2)
})

const sessions = 80
const scatter = 0.05

/** @returns the mean half width of the speedups of such sessions */
function meanHalfWidth(rounds: number, times: number, deviations: number[] = []): number {
  const machine = new SimulatedMachine(rounds + times, { trialScatter: scatter })
  const widths = Array.from({ length: sessions }, () => {
    const made = session(rounds, times, () => machine.trial(200, 1)[0] ?? NaN)
    deviations.push(scatterOf(made)?.deviation ?? NaN)
    const points = curvesOf(made)[1]?.points ?? []
    return mean(points.map(({ speedup }) => Math.expm1(logHalfWidth(speedup) ?? NaN)))
  })
  return mean(widths)
}

test.each([
  [5, 1],
  [5, 3],
  [12, 2],
])(
  'what %d rounds with %d turns of serial will show is known within a quarter from an earlier session',
  (rounds, times) => {
    const earlier: number[] = []
    meanHalfWidth(5, 1, earlier)
    const actual = meanHalfWidth(rounds, times)
    const expected = earlier.map((deviation) => expectedHalfWidth(deviation, rounds, times))
    expect(mean(expected) / actual).toBeGreaterThan(0.75)
    expect(mean(expected) / actual).toBeLessThan(1.25)
  },
)

test('three turns of serial make intervals a fifth narrower', () => {
  expect(meanHalfWidth(8, 3) / meanHalfWidth(8, 1)).toBeCloseTo(Math.sqrt(4 / 3 / 2), 1)
})

test('a session of one round has no scatter', () => {
  expect(scatterOf(session(1, 2, () => 100))).toBeNull()
})

test('what is to be expected is told for the first round that may be the last, and for the last one', () => {
  const plan = (min: number, max: number) => ({
    rounds: { min, max },
    conditions: [{ series: 'node/serial' as const, times: 3 }],
  })
  const known = { deviation: 0.05, startedAt: '2026-01-02T03:04:05.000Z' }
  expect(expectedText(known, plan(5, 12))).toBe(
    'speedups within about ±7.4% after 5 rounds, ±3.7% after 12, if trials scatter as on 2026-01-02',
  )
  expect(expectedText(known, plan(3, 3))).toMatch(/^speedups within about ±\d+% after 3 rounds, if/)
  expect(expectedText(known, plan(1, 1))).toBeNull()
})
