import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { threadUses } from '../../../experiments/core/session/thread-use.ts'
import { Monitor, type MonitorListener } from '../../../main/monitor/monitor.ts'
import { nowUs } from '../../../main/system/clock.ts'
import { programs } from '../trial-programs/trial-harness.ts'

type Sample = Parameters<MonitorListener['sample']>[0]

const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface Taken {
  readonly sample: Sample
  readonly clockUs: number
}

function startMonitor(): { monitor: Monitor; samples: Taken[]; overLimit: { pid: number; rssBytes: number }[] } {
  const samples: Taken[] = []
  const overLimit: { pid: number; rssBytes: number }[] = []
  const monitor = Monitor.start(programs.monitor, {
    sample: (sample, clockUs) => samples.push({ sample, clockUs }),
    overLimit: (pid, rssBytes) => overLimit.push({ pid, rssBytes }),
  })
  closing.push(() => monitor.close())
  return { monitor, samples, overLimit }
}

function startBusy(): number {
  const busy = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' })
  closing.push(() => busy.kill('SIGKILL'))
  return busy.pid ?? 0
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20))
}

const plenty = 2 ** 40

test('samples say each core’s load, the processes’ memory and which threads ran', async () => {
  const pid = startBusy()
  const { monitor, samples } = startMonitor()
  monitor.sampleEvery(100)
  monitor.watchTrial({ pid, memoryLimitBytes: plenty, samples: true })
  const toldMs = (): number =>
    samples
      .flatMap(({ sample }) => threadUses(sample))
      .filter(({ tid }) => tid === pid)
      .reduce((sum, { cpuMs }) => sum + cpuMs, 0)
  await until(() => samples.length >= 10 && (process.platform !== 'linux' || toldMs() > 1000))
  for (const { sample } of samples) {
    for (const load of sample.cores) expect(load).toBeGreaterThanOrEqual(0)
    for (const load of sample.cores) expect(load).toBeLessThanOrEqual(1)
    expect(sample.memory.usedBytes).toBeLessThan(sample.memory.totalBytes)
    expect(sample.costMs).toBeGreaterThan(0)
  }
  const last = samples.at(-1)?.sample
  expect(last?.processes.map(({ role }) => role)).toEqual(['lab', 'trial'])
  // its one thread keeps a core busy, as does that core's load
  expect(samples.reduce((sum, { sample }) => sum + sample.cores.reduce((a, b) => a + b, 0), 0)).toBeGreaterThan(
    samples.length / 2,
  )
  if (process.platform !== 'linux') return
  const ranMs = Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  expect(toldMs() / ranMs).toBeGreaterThan(0.7)
  // to a tick of the system's clock
  expect(toldMs() / ranMs).toBeLessThan(1.05)
  for (const { core } of samples.flatMap(({ sample }) => threadUses(sample)))
    expect(core).toBeLessThan(last?.cores.length ?? 0)
})

test('a trial without samples has none taken, and its memory limit holds', async () => {
  const pid = startBusy()
  const { monitor, samples, overLimit } = startMonitor()
  monitor.sampleEvery(50)
  await until(() => samples.length > 0)
  monitor.watchTrial({ pid, memoryLimitBytes: 1, samples: false })
  await until(() => overLimit.length >= 2)
  const watchedUs = nowUs()
  const taken = samples.length
  await until(() => overLimit.length >= 6)
  expect(samples.length).toBe(taken)
  expect(overLimit[0]?.pid).toBe(pid)
  monitor.watchTrial(null)
  await until(() => samples.length > taken)
  expect(samples[taken]?.clockUs).toBeGreaterThan(watchedUs)
})
