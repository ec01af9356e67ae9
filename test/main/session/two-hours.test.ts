import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test, vi } from 'vitest'
import { parseExperiment } from '../../../experiments/core/definition/experiment-file.ts'
import { makePlan } from '../../../experiments/core/plan/plan.ts'
import type { SampleRecord } from '../../../experiments/core/session/sample.ts'
import type { SessionRecord } from '../../../experiments/core/session/session.ts'
import { describeMachine } from '../../../main/machine/machine.ts'
import type { Monitor } from '../../../main/monitor/monitor.ts'
import type { Reaper } from '../../../main/reaper/reaper.ts'
import { RunningSession } from '../../../main/session/running-session.ts'
import { readSession } from '../../../main/store/reading/session-reader.ts'
import type { TrialRequest } from '../../../main/trial/trial-request.ts'
import type { ObservedRun } from '../../../main/trial/trial-runner.ts'
import { pinnedRuntime, programs } from '../trial-programs/trial-harness.ts'
import { temporaryFolder } from './session-in-test.ts'

const trialMs = 5000
const clock = vi.hoisted((): { us: number; during: (fromUs: number) => void } => ({
  us: 1e12,
  during: () => undefined,
}))
vi.mock('../../../main/system/clock.ts', () => ({ nowUs: () => clock.us }))
// the lab never stops here: no timer of the real clock has to tell
vi.mock('../../../main/system/running-time.ts', () => ({
  RunningTime: class {
    readonly #fromUs = clock.us
    get ms() {
      return (clock.us - this.#fromUs) / 1e3
    }
    stop() {
      // it has no timer
    }
  },
}))
vi.mock('../../../main/trial/trial-runner.ts', () => ({
  TrialRunner: class {
    run(request: TrialRequest): Promise<ObservedRun> {
      clock.during(clock.us)
      clock.us += trialMs * 1e3
      return Promise.resolve(madeUpRun(request))
    }
  },
}))

function madeUpRun({ workers, laps, warmup }: TrialRequest): ObservedRun {
  const worker = { startMs: 0, endMs: 500, cpuMs: 490, checksum: 1, gaps: [], holds: [], peakRssBytes: 1e7 }
  const count = laps + (warmup === 'auto' ? 2 : warmup)
  return {
    outcome: { kind: 'ok' },
    pids: [1],
    processStartMs: 30,
    startupMs: 10,
    startMethod: null,
    facts: [],
    load: { otherCores: 0, stolenCores: 0, culprits: [] },
    laps: Array.from({ length: count }, (_, lap) => ({
      type: 'lap',
      lap,
      warmup: lap < count - laps,
      // each lap a little other, so that the run does not end for its precision
      makespanMs: 400 + ((lap * 7919 + clock.us / 1e6) % 400),
      cpuMs: 490 * workers,
      checksum: '1',
      peakRssBytes: 1e7,
      workers: Array.from({ length: workers }, () => worker),
    })),
  }
}

/** What the monitor tells in one sample of a machine of two cores. */
const sample: Omit<SampleRecord, 'atMs'> = {
  record: 'sample',
  cores: [0.9, 0.8],
  memory: { usedBytes: 1e9, totalBytes: 4e9 },
  processes: [{ pid: 1, role: 'trial', rssBytes: 1e7 }],
  costMs: 0.2,
}

test('two hours of a run at speed: as many trials as fit, no more than thousands of samples, and memory for its records alone', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  const text = `lockstep: 1
title: Two hours
workload: { kernel: primes, size: 500, tasks: 4 }
series: [node/threads]
workers: [2]
laps: 3
rounds: 1000
precision: 0.1%
budget: 2h
baseline: none
`
  const parsed = parseExperiment('two-hours.yaml', Buffer.from(text))
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed))
  const { experiment } = parsed
  const machine = await describeMachine(process.versions.node)
  let everyMs = experiment.samplingMs
  const monitor = {
    sampleEvery: (ms: number) => {
      everyMs = ms
    },
    stopped: null,
  } as unknown as Monitor
  const heapBytes: number[] = []
  let [trials, samples] = [0, 0]
  let running: RunningSession | null = null
  clock.during = (fromUs) => {
    for (let us = fromUs; us < fromUs + trialMs * 1e3; us += everyMs * 1e3) running?.sample(sample, us)
  }
  const count = (records: readonly SessionRecord[]): void => {
    for (const { record } of records) {
      if (record === 'sample') samples++
      if (record === 'trial' && ++trials % 350 === 0) {
        collectGarbage()
        heapBytes.push(process.memoryUsage().heapUsed)
      }
    }
  }
  const session = RunningSession.start({
    experiment,
    plan: makePlan(experiment, { usableCores: 2, obstacle: () => null }),
    seed: 1,
    quick: false,
    file: null,
    files: [],
    request: { experiment: { kind: 'catalog', id: 'two-hours' }, overrides: {} },
    labVersion: '0.0.0',
    sessionsFolder: temporaryFolder(),
    machine,
    runtimes: [await pinnedRuntime()],
    monitor,
    reaper: {} as unknown as Reaper,
    programs,
    nodePath: process.execPath,
    events: {
      records: (_id, some) => {
        count(some)
      },
      progress: () => undefined,
    },
  })
  running = session
  await session.done
  const read = await readSession(session.path)
  expect(read.end).toMatchObject({ reason: 'complete', by: 'budget' })
  expect(read.trials).toHaveLength(trials)
  expect(trials).toBeGreaterThan(1400)
  // 72,000 at the usual pace
  expect(samples).toBeLessThan(25_000)
  const [first = 0, second = 0, third = 0, last = 0] = heapBytes
  // 700 more trials are some kilobytes each
  expect(last - second).toBeLessThan(700 * 20_000)
  expect(last - third).toBeLessThan(2 * Math.max(third - second, second - first, 4e6))
}, 60_000)
