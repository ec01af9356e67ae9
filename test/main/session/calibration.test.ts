import { expect, test } from 'vitest'
import { findSeries, type SeriesId } from '../../../experiments/core/names/series.ts'
import { calibrate, fullPace, type CalibrationJob } from '../../../main/session/calibration.ts'
import type { TrialRun } from '../../../main/trial/trial-process.ts'
import type { TrialRequest } from '../../../main/trial/trial-request.ts'

function requestOf(id: SeriesId, kernel: string, tasks: number): TrialRequest {
  const series = findSeries(id)
  if (series === undefined) throw new Error(id)
  const work = { workload: { kind: 'kernel', kernel }, size: 1, seed: 1, tasks, passes: 1 } as const
  return {
    ...work,
    series: id,
    runtime: series.runtime,
    executor: series.executor,
    workers: 1,
    warmup: 'auto',
    laps: 1,
    switchIntervalMs: 5,
  }
}

/** A machine on which a pass takes as long as `passMs` says. */
function machine(
  passMs: (request: TrialRequest) => number,
  checksumOf = (_request: TrialRequest) => 'aaaa',
): CalibrationJob['run'] {
  return (request) => {
    const lap = { lap: 0, warmup: false, cpuMs: 0, checksum: checksumOf(request), peakRssBytes: 0, workers: [] }
    const laps = [{ ...lap, type: 'lap' as const, makespanMs: request.passes * passMs(request) }]
    const run: TrialRun = {
      outcome: { kind: 'ok' },
      pids: [],
      processStartMs: 1,
      startupMs: 1,
      startMethod: null,
      laps,
      facts: [],
    }
    return Promise.resolve(run)
  }
}

test('work that computes grows until a pass takes a quarter of a second, then its passes until a lap is long enough', async () => {
  const { sizes, passes } = await calibrate({
    requests: [requestOf('node/serial', 'primes', 4), requestOf('cpython/serial', 'primes', 4)],
    chooseSize: true,
    pace: fullPace,
    run: machine(({ size, runtime }) => size * (runtime === 'node' ? 0.0002 : 0.008)),
  })
  // 0.008 ms × 31,000 = 248 ms in the slower one
  expect(sizes).toEqual({ '': 31_000 })
  expect(passes).toEqual({ cpython: 1, node: 38 })
})

test('a message stays as long as it is, however little a serial worker does with it', async () => {
  const { sizes } = await calibrate({
    requests: [requestOf('node/serial', 'messages', 2)],
    chooseSize: true,
    pace: fullPace,
    run: machine(({ size }) => size * 0.001),
  })
  expect(sizes).toEqual({ '': 1024 })
})

test('work of no length has a number of passes', async () => {
  const { passes } = await calibrate({
    requests: [requestOf('node/serial', 'primes', 2)],
    chooseSize: false,
    pace: fullPace,
    run: machine(() => 0),
  })
  expect(passes['node']).toBeGreaterThan(100_000)
  expect(passes['node']).toBeLessThan(1_000_000)
})

test('a pass takes what the last lap took, in which the trial was warm', async () => {
  const request = { ...requestOf('node/serial', 'primes', 4), laps: 0 }
  const run: CalibrationJob['run'] = async (asked) => {
    const { laps, ...rest } = await machine(() => 10)(asked)
    return {
      ...rest,
      laps: [80, 11, 10].flatMap((makespanMs) => laps.map((lap) => ({ ...lap, warmup: true, makespanMs }))),
    }
  }
  const job = { requests: [request], chooseSize: false, pace: fullPace }
  // 200 ms and a margin of 15%
  expect(await calibrate({ ...job, run })).toMatchObject({ passes: { node: 23 }, checksums: { '': 'aaaa' } })
})

test('tasks that wait keep their 20 ms', async () => {
  const job = {
    requests: [requestOf('cpython/serial', 'waiting', 16), requestOf('cpython/serial@http', 'http', 16)],
    chooseSize: true,
    pace: fullPace,
    run: machine(({ size, tasks }) => size * tasks * 1.05),
  }
  const { sizes, passes } = await calibrate(job)
  expect(sizes).toEqual({ '': 20, http: 20 })
  // 16 tasks of 21 ms
  expect(passes).toEqual({ cpython: 1, 'cpython@http': 1 })
})

test('tasks that wait do so for as long as the file says', async () => {
  const request = { ...requestOf('node/serial', 'waiting', 4), size: 5 }
  const job = { requests: [request], chooseSize: false, pace: fullPace }
  const { sizes, passes } = await calibrate({ ...job, run: machine(({ size, tasks }) => size * tasks) })
  expect(sizes).toEqual({ '': 5 })
  expect(passes).toEqual({ node: 2 })
})

test('a kernel that is wrong in Python is not outvoted into Node’s fault by several Pythons that share it', async () => {
  const checksumOf = async (
    ids: readonly SeriesId[],
    of: Partial<Record<string, string>>,
  ): Promise<string | undefined> => {
    const { checksums } = await calibrate({
      requests: ids.map((id) => requestOf(id, 'primes', 4)),
      chooseSize: false,
      pace: fullPace,
      run: machine(
        () => 100,
        ({ runtime }) => of[runtime] ?? 'wrong',
      ),
    })
    return checksums['']
  }
  const all: readonly SeriesId[] = ['cpython/serial', 'cpython-ft/serial', 'jython/serial', 'node/serial']
  expect(await checksumOf(all, { node: 'right' })).toBe('right')
  expect(await checksumOf(all.slice(0, 3), { cpython: 'right', jython: 'right' })).toBe('right')
})
