import { expect, test } from 'vitest'
import { findSeries, type SeriesId } from '../../../experiments/core/names/series.ts'
import { fullPace } from '../../../main/session/calibration.ts'
import { passesOfConditions } from '../../../main/session/condition-passes.ts'
import type { TrialRun } from '../../../main/trial/trial-process.ts'
import type { TrialRequest } from '../../../main/trial/trial-request.ts'

const serialPassMs = 10

interface Machine {
  readonly passes: Readonly<Record<string, number>>
  /** How long the laps of a condition take with its passes. */
  readonly lapMs: (series: SeriesId, workers: number) => number
  readonly trials: number
  readonly tookMs: number
}

/** Chooses passes on a machine on which work of a series at a count is so many times as fast as serial. */
async function chosen(
  series: readonly SeriesId[],
  counts: readonly number[],
  speedup: (executor: string, workers: number) => number,
): Promise<Machine> {
  const requests = new Map(
    series.flatMap((id) => counts.map((workers) => [`${id} × ${workers}`, requestOf(id, workers)] as const)),
  )
  let [trials, tookMs] = [0, 0]
  const lapMs = (executor: string, workers: number, passes: number): number =>
    // letting workers go takes its time
    0.3 + (passes * serialPassMs) / speedup(executor, workers)
  const passes = await passesOfConditions({
    requests,
    serialPasses: { node: 23 },
    pace: fullPace,
    run: ({ executor, workers, passes: asked }) => {
      trials++
      const lap = lapMs(executor, workers, asked)
      tookMs += 2 * lap
      return Promise.resolve(lap > 60_000 ? runOf([]) : runOf([lap, lap]))
    },
  })
  return {
    passes,
    lapMs: (id, workers) => lapMs(findSeries(id)?.executor ?? '', workers, passes[`${id} × ${workers}`] ?? NaN),
    trials,
    tookMs,
  }
}

function requestOf(id: SeriesId, workers: number): TrialRequest {
  const series = findSeries(id)
  if (series === undefined) throw new Error(id)
  const work = { workload: { kind: 'kernel', kernel: 'primes' }, size: 1, seed: 1, tasks: 64, passes: 1 } as const
  const { runtime, executor } = series
  return { ...work, series: id, runtime, executor, workers, warmup: 'auto', laps: 0, switchIntervalMs: 5 }
}

function runOf(lapsMs: readonly number[]): TrialRun {
  const lap = { type: 'lap', warmup: true, cpuMs: 0, checksum: 'aaaa', peakRssBytes: 0, workers: [] } as const
  const laps = lapsMs.map((makespanMs, number) => ({ ...lap, workers: [], lap: number, makespanMs }))
  const nothing = { pids: [], processStartMs: 1, startupMs: 1, startMethod: null, facts: [] }
  return { outcome: { kind: 'ok' }, laps, ...nothing }
}

test('on 64 cores the laps of all conditions are about equally long, whether or not they gain', async () => {
  const counts = [1, 2, 4, 8, 16, 32, 64]
  const series: SeriesId[] = ['node/threads', 'node/locked-threads']
  const { lapMs } = await chosen(series, counts, (executor, workers) => (executor === 'threads' ? workers : 0.95))
  for (const id of series) {
    for (const workers of counts) {
      expect(lapMs(id, workers)).toBeGreaterThanOrEqual(fullPace.shortestLapMs)
      expect(lapMs(id, workers)).toBeLessThan(300)
    }
  }
})

test('of 64 counts six are tried, and no lap between them is too short', async () => {
  const counts = Array.from({ length: 64 }, (_, index) => index + 1)
  // as by Amdahl's law, with a serial part of 5%
  const { lapMs, trials, tookMs } = await chosen(['node/threads'], counts, (_, workers) => 1 / (0.05 + 0.95 / workers))
  expect(trials).toBe(6)
  expect(tookMs).toBeLessThan(5_000)
  for (const workers of counts) {
    expect(lapMs('node/threads', workers)).toBeGreaterThanOrEqual(fullPace.shortestLapMs)
    expect(lapMs('node/threads', workers)).toBeLessThan(500)
  }
})

test('from one count to 64 times as many the passes are guessed once, and then known', async () => {
  const { lapMs, trials } = await chosen(['node/processes'], [1, 64], (_, workers) => workers)
  expect(trials).toBe(2)
  expect(lapMs('node/processes', 64)).toBeGreaterThanOrEqual(fullPace.shortestLapMs)
})

test('work that takes twelve times as long as in serial gets fewer passes, and no timeout', async () => {
  const { passes } = await chosen(['node/pool'], [1, 8], () => 1 / 12)
  expect(passes).toEqual({ 'node/pool × 1': 2, 'node/pool × 8': 2 })
})

test('one worker has the passes of serial untried, unless several are far slower than serial', async () => {
  const alone = async (speedup: number) => {
    const { passes, trials } = await chosen(['node/threads'], [1, 2], (_, workers) => (workers === 1 ? 1 : speedup))
    return { passes: passes['node/threads × 1'], trials }
  }
  expect(await alone(2)).toEqual({ passes: 23, trials: 1 })
  expect(await alone(0.6)).toEqual({ passes: 23, trials: 1 })
  expect(await alone(0.2)).toEqual({ passes: 23, trials: 3 })
})

test('where a lap was not done in time, one pass has the best chance', async () => {
  const { passes } = await chosen(['node/pool'], [2], () => 1 / 1000)
  expect(passes).toEqual({ 'node/pool × 2': 1 })
})

test('series that differ in their switch interval alone share the passes', async () => {
  const variants: SeriesId[] = ['node/locked-threads', 'node/locked-threads@1ms', 'node/locked-threads@20ms']
  const { passes, trials } = await chosen(variants, [2], () => 1)
  expect([...new Set(Object.values(passes))]).toHaveLength(1)
  expect(trials).toBe(1)
})
