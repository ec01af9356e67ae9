import { expect, test } from 'vitest'
import type { CurvePoint } from '../../../../experiments/core/curves/curve.ts'
import type { SeriesId } from '../../../../experiments/core/names/series.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import type { Session } from '../../../../experiments/core/session/session.ts'
import { foldSession } from '../../../../testbed/sessions/fold-session.ts'
import { madeUpHeader } from '../../../../testbed/sessions/header.ts'
import { crashed, sessionOf, type MadeUpSession } from '../../../../testbed/sessions/rounds.ts'
import { madeUpTrial } from '../../../../testbed/sessions/trial.ts'

function point(fixture: MadeUpSession, series: SeriesId, workers: number): CurvePoint {
  const curve = curvesOf(sessionOf(fixture)).find((one) => one.series === series)
  const found = curve?.points.find((one) => one.workers === workers)
  if (found === undefined) throw new Error(`${series} × ${workers} is on no curve`)
  return found
}

const nothing = { value: null, low: null, high: null }

test('a speedup is the geometric mean of the ratios within each round', () => {
  // Ratios 2, 1 and 4: their geometric mean is 2, whatever the machine's drift between the rounds.
  const rounds = { 'node/serial': { 1: [400, 1000, 4000] }, 'node/threads': { 2: [200, 1000, 1000] } }
  const { speedup, efficiency } = point({ rounds }, 'node/threads', 2)
  expect(speedup.value).toBeCloseTo(2, 12)
  // ln 2 ± t(0.975, 2) · ln 2 ÷ √3, with t = 4.302653.
  expect(speedup.low).toBeCloseTo(2 * Math.exp((-4.302653 * Math.LN2) / Math.sqrt(3)), 5)
  expect(speedup.high).toBeCloseTo(2 * Math.exp((4.302653 * Math.LN2) / Math.sqrt(3)), 3)
  expect(efficiency).toBeCloseTo(1, 12)
})

test('a drift that hits a whole round alike leaves the interval narrow', () => {
  const rounds = { 'node/serial': { 1: [400, 800, 1600] }, 'node/threads': { 2: [210, 400, 800] } }
  const { speedup } = point({ rounds }, 'node/threads', 2)
  expect(speedup.low).toBeGreaterThan(1.8)
  expect(speedup.high).toBeLessThan(2.2)
})

test('medians are taken within a trial and then over trials: laps are never pooled', () => {
  // The trials' medians are 100, 200 and 300; all seven laps together would have the median 100.
  const rounds = { 'node/serial': { 1: [[100, 100, 100, 100, 100], [200], [300]] } }
  const serial = point({ rounds }, 'node/serial', 1)
  expect(serial.medianMs).toBe(200)
  expect(serial.madMs).toBe(100)
  expect(serial.laps).toBe(7)
  expect(serial.rounds).toBe(3)
})

test('warm-up laps count for nothing', () => {
  // The fixture's warm-up lap takes three times as long.
  const rounds = { 'node/serial': { 1: [[100, 110]] } }
  const { medianMs, laps, cpuMs } = point({ rounds }, 'node/serial', 1)
  expect([medianMs, laps, cpuMs]).toEqual([105, 2, 105])
})

test("serial's own speedup is exactly 1, also with one round", () => {
  expect(point({ rounds: { 'node/serial': { 1: [400] } } }, 'node/serial', 1).speedup).toEqual({
    value: 1,
    low: 1,
    high: 1,
  })
})

test('with one round there is a ratio and no interval', () => {
  const rounds = { 'node/serial': { 1: [400] }, 'node/threads': { 2: [200] } }
  expect(point({ rounds }, 'node/threads', 2).speedup).toEqual({ value: 2, low: null, high: null })
})

test('a failed trial drops its own round from its own condition and nothing else', () => {
  const rounds = {
    'node/serial': { 1: [400, 400, 400] },
    'node/threads': { 2: [200, crashed, 200] },
    'node/processes': { 2: [100, 100, 100] },
  }
  expect(point({ rounds }, 'node/threads', 2).rounds).toBe(2)
  expect(point({ rounds }, 'node/threads', 2).speedup.value).toBeCloseTo(2, 12)
  expect(point({ rounds }, 'node/processes', 2).rounds).toBe(3)
})

test('a trial that failed after it had run laps counts for nothing', () => {
  const session = sessionOf({ rounds: { 'node/serial': { 1: [400, 400] }, 'node/threads': { 2: [200, 100] } } })
  const outcome = { kind: 'wrong-result', message: 'its checksum differs' } as const
  const trials = session.trials.map((trial) => (trial.trial === 3 ? { ...trial, outcome } : trial))
  expect(curvesOf({ ...session, trials })[1]?.points[0]).toMatchObject({ rounds: 1, medianMs: 200 })
})

test('a round whose serial trial failed counts for medians and for no speedup', () => {
  const rounds = { 'node/serial': { 1: [400, crashed] }, 'node/threads': { 2: [200, 300] } }
  const { rounds: count, medianMs, speedup } = point({ rounds }, 'node/threads', 2)
  expect([count, medianMs]).toEqual([2, 250])
  expect(speedup).toEqual({ value: 2, low: null, high: null })
})

test('without any serial trial there is no speedup and no efficiency', () => {
  const rounds = { 'node/serial': { 1: [crashed] }, 'node/threads': { 2: [200] } }
  const { speedup, efficiency } = point({ rounds }, 'node/threads', 2)
  expect(speedup).toEqual(nothing)
  expect(efficiency).toBeNull()
})

test('a series of which every trial failed keeps its place, without points', () => {
  const rounds = { 'node/serial': { 1: [400] }, 'node/threads': { 2: [crashed] }, 'node/processes': { 2: [200] } }
  const curves = curvesOf(sessionOf({ rounds, reference: ['node/serial'] }))
  expect(curves.map(({ series, reference, points }) => [series, reference, points.length])).toEqual([
    ['node/serial', true, 1],
    ['node/threads', false, 0],
    ['node/processes', false, 1],
  ])
})

test('a trial that was repeated within its round is represented by the repeat', () => {
  const session = sessionOf({ rounds: { 'node/serial': { 1: [400] } } })
  const [trial, ...laps] = [session.trials[0], ...session.laps]
  if (trial === undefined) throw new Error('the fixture has a trial')
  const repeated = {
    ...session,
    trials: [trial, { ...trial, trial: 1 }],
    laps: [...laps, ...laps.map((lap) => ({ ...lap, trial: 1, makespanMs: lap.makespanMs / 2 }))],
  }
  expect(curvesOf(repeated)[0]?.points[0]).toMatchObject({ rounds: 1, medianMs: 200 })
})

test('against the baseline: each speedup over its own serial, in the same round, at the same worker count', () => {
  const rounds = {
    'node/serial': { 1: [400, 800] },
    'node/processes': { 2: [200, 400] },
    'node/locked-threads': { 2: [500, 1000] },
  }
  const fixture: MadeUpSession = { rounds, baseline: 'node/locked-threads' }
  // 2 ÷ 0.8, in both rounds.
  expect(point(fixture, 'node/processes', 2).againstBaseline.value).toBeCloseTo(2.5, 12)
  expect(point(fixture, 'node/processes', 2).againstBaseline.low).toBeCloseTo(2.5, 9)
  expect(point(fixture, 'node/locked-threads', 2).againstBaseline).toEqual({ value: 1, low: 1, high: 1 })
})

test('a baseline of another runtime is compared by speedups, never by times', () => {
  const rounds = {
    'node/serial': { 1: [100, 100] },
    'node/threads': { 2: [50, 50] },
    'cpython/serial': { 1: [5000, 6000] },
    'cpython/threads': { 2: [6250, 7500] },
  }
  const { againstBaseline } = point({ rounds, baseline: 'cpython/threads' }, 'node/threads', 2)
  expect(againstBaseline.value).toBeCloseTo(2 / 0.8, 12)
})

test('there is nothing against a baseline that was not measured at that count, or against none', () => {
  const rounds = {
    'node/serial': { 1: [400, 400] },
    'node/threads': { 2: [200, 200], 4: [100, 100] },
    'node/locked-threads': { 2: [400, 400] },
  }
  expect(point({ rounds, baseline: 'node/locked-threads' }, 'node/threads', 4).againstBaseline).toEqual(nothing)
  expect(point({ rounds, baseline: 'none' }, 'node/threads', 2).againstBaseline).toEqual(nothing)
})

test('a serial baseline stands for one worker at every count', () => {
  const rounds = { 'node/serial': { 1: [400, 400] }, 'node/threads': { 2: [200, 200] } }
  expect(point({ rounds, baseline: 'node/serial' }, 'node/threads', 2).againstBaseline.value).toBeCloseTo(2, 12)
})

test('weak scaling counts the work that grew with the workers', () => {
  const rounds = { 'node/serial': { 1: [400, 400] }, 'node/threads': { 4: [500, 500] } }
  const { speedup, efficiency } = point({ rounds, scaling: 'weak' }, 'node/threads', 4)
  expect(speedup.value).toBeCloseTo((4 * 400) / 500, 12)
  expect(efficiency).toBeCloseTo(0.8, 12)
})

test('start-up is a median, the resident set a maximum, CPU time that of a lap', () => {
  const rounds = { 'node/serial': { 1: [400, 400, 400] }, 'node/threads': { 2: [200, 210, 190] } }
  const { startupMs, peakRssBytes, cpuMs } = point({ rounds }, 'node/threads', 2)
  expect([startupMs, peakRssBytes]).toEqual([31, 42 * 2 ** 20])
  expect(cpuMs).toBeCloseTo(400, 9)
})

test('checksums that differ are shown side by side', () => {
  const rounds = { 'node/serial': { 1: [400, 400] } }
  const checksum = (_series: string, _workers: number, round: number): string => (round === 0 ? 'aaaa' : 'bbbb')
  expect(point({ rounds, checksum }, 'node/serial', 1).checksum).toBe('aaaa ≠ bbbb')
  expect(point({ rounds }, 'node/serial', 1).checksum).toBe('aaaa')
})

test('a curve names the start method of its processes, if the trials record it', () => {
  const session = sessionOf({ rounds: { 'cpython/serial': { 1: [400] }, 'cpython/processes': { 2: [200] } } })
  const spawned = session.trials.map((trial) =>
    trial.series === 'cpython/processes' ? { ...trial, startMethod: 'spawn' as const } : trial,
  )
  const methods = (one: Session) => curvesOf(one).map(({ startMethod }) => startMethod)
  expect(methods({ ...session, trials: spawned })).toEqual([undefined, 'spawn'])
  expect(methods(session)).toEqual([undefined, undefined])
})

test('where a condition does more passes in a lap than serial, times are compared for the same work', () => {
  const serial = { series: 'node/serial', workers: 1, round: 0 } as const
  const threads = { series: 'node/threads', workers: 4, round: 0 } as const
  const sessionWith = (passes: { readonly passes?: number }) =>
    foldSession([
      madeUpHeader({
        passes: { node: 10 },
        conditions: [serial, threads].map(({ series, workers }) => ({ series, workers, reference: false })),
      }),
      ...madeUpTrial(
        { ...serial, trial: 0 },
        { laps: [{ makespanMs: 1 }, { makespanMs: 200, ...passes, passes: 10 }] },
      ),
      ...madeUpTrial(
        { ...threads, trial: 1 },
        { laps: [{ makespanMs: 1 }, { makespanMs: 250, cpuMs: 900, ...passes }] },
      ),
    ])
  const pointOf = (session: Session) => curvesOf(session)[1]?.points[0]
  // 40 passes in 250 ms, where serial takes 200 ms for 10
  expect(pointOf(sessionWith({ passes: 40 }))).toMatchObject({ speedup: { value: 3.2 }, medianMs: 62.5, cpuMs: 225 })
  // the laps of an older session do not say: all its conditions do as many
  expect(pointOf(sessionWith({}))).toMatchObject({ speedup: { value: 0.8 }, medianMs: 250, cpuMs: 900 })
})
