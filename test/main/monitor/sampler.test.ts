import { expect, test } from 'vitest'
import type { MachineReader, MachineReading, ProcessMemory } from '../../../main/monitor/readers/machine-reader.ts'
import type { TakenSample } from '../../../main/monitor/messages.ts'
import { Sampler } from '../../../main/monitor/sampler.ts'

const mebibyte = 2 ** 20

/** A sampler on a machine and a clock of the test's own. */
class Bench implements MachineReader {
  readonly immediate = true
  readonly shortestIntervalMs = 20
  readonly guardIntervalMs = 200
  clockMs = 0
  spentMs = 0
  processes: readonly ProcessMemory[] = []
  reads = 0
  guards = 0
  /** What the processes hold with shared pages shared out. */
  heldBytes: number | null = null
  sharedOutReads = 0
  readonly watched: (number | null)[] = []
  readonly samples: TakenSample[] = []
  readonly overLimit: unknown[] = []
  readonly sampler: Sampler

  constructor() {
    this.sampler = new Sampler({
      reader: this,
      nowUs: () => this.clockMs * 1e3,
      cpuMs: () => this.spentMs,
      take: (sample) => this.samples.push(sample),
      overLimit: (pid, rssBytes) => this.overLimit.push({ pid, rssBytes }),
    })
  }

  watch(rootPid: number | null): void {
    this.watched.push(rootPid)
  }

  readMemory(): readonly ProcessMemory[] {
    this.guards++
    return this.processes
  }

  sharedOutBytes(): number | null {
    this.sharedOutReads++
    return this.heldBytes
  }

  read(): MachineReading {
    this.reads++
    this.spentMs += 0.25
    const cores = [0.123456, 1]
    const memory = { usedBytes: 1, totalBytes: 2 }
    return {
      cores,
      steal: 0,
      onBattery: false,
      throttles: 0,
      mhz: null,
      memory,
      ownRssBytes: 50 * mebibyte,
      processes: this.processes,
      threads: [],
    }
  }

  /** Lets time pass as the monitor's thread does: it looks when the sampler wants to, `lateMs` later. */
  async pass(durationMs: number, lateMs = 0): Promise<void> {
    const endMs = this.clockMs + durationMs
    while (this.clockMs + this.sampler.waitMs + lateMs <= endMs) {
      this.clockMs += this.sampler.waitMs + lateMs
      await this.sampler.look()
    }
    this.clockMs = endMs
  }
}

test('samples come at a steady pace, and the first reading only says where loads count from', async () => {
  const bench = new Bench()
  bench.sampler.sampleEvery(100)
  await bench.pass(1050)
  expect(bench.reads).toBe(bench.samples.length + 1)
  expect(bench.samples.map(({ clockUs }) => clockUs / 1e3)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1000])
})

test('a late timer does not slow the pace down', async () => {
  const bench = new Bench()
  bench.sampler.sampleEvery(100)
  await bench.pass(10_000, 7)
  expect(bench.samples.length).toBeGreaterThanOrEqual(98)
})

test('samples that came due while nothing could be taken are skipped, not made up for', async () => {
  const bench = new Bench()
  bench.sampler.sampleEvery(100)
  await bench.pass(300)
  const before = bench.samples.length
  bench.clockMs += 5000
  await bench.pass(300)
  expect(bench.samples.length - before).toBeLessThanOrEqual(4)
})

test('a sample costs what the thread used since the last one, looks at the memory limit with it', async () => {
  const bench = new Bench()
  bench.sampler.sampleEvery(100)
  await bench.pass(150)
  bench.spentMs += 0.5
  await bench.pass(100)
  expect(bench.samples.at(-1)?.sample).toMatchObject({ costMs: 0.75, cores: [0.12, 1] })
  // nor does it say what there was nothing of
  expect(Object.keys(bench.samples.at(-1)?.sample ?? {}).sort()).toEqual([
    'cores',
    'costMs',
    'memory',
    'processes',
    'record',
  ])
})

test('the memory limit is looked at five times a second, however rarely samples are wanted', async () => {
  const bench = new Bench()
  bench.sampler.sampleEvery(10_000)
  await bench.pass(10)
  bench.sampler.watch({ pid: 7, memoryLimitBytes: 100 * mebibyte, samples: true })
  bench.processes = [
    { pid: 7, rssBytes: 60 * mebibyte },
    { pid: 8, rssBytes: 60 * mebibyte },
  ]
  await bench.pass(1000)
  expect(bench.guards).toBe(5)
  expect(bench.overLimit[0]).toEqual({ pid: 7, rssBytes: 120 * mebibyte })
})

test('without samples only the memory limit is looked at, and the next sample tells nothing of that time', async () => {
  const bench = new Bench()
  bench.sampler.sampleEvery(100)
  await bench.pass(250)
  const { reads } = bench
  const before = bench.samples.length
  bench.sampler.watch({ pid: 7, memoryLimitBytes: 100 * mebibyte, samples: false })
  await bench.pass(2000)
  expect(bench.reads).toBe(reads)
  expect(bench.guards).toBe(10)
  bench.sampler.watch(null)
  await bench.pass(30)
  expect(bench.reads).toBe(reads + 1)
  expect(bench.samples.length).toBe(before)
  await bench.pass(100)
  expect(bench.samples.length).toBe(before + 1)
  expect(bench.watched).toEqual([7, null])
})

test('the processes of a sample are the lab, the trial and those below it', async () => {
  const bench = new Bench()
  bench.sampler.sampleEvery(100)
  bench.sampler.watch({ pid: 7, memoryLimitBytes: mebibyte, samples: true })
  bench.processes = [
    { pid: 7, rssBytes: 2 },
    { pid: 8, rssBytes: 3 },
  ]
  await bench.pass(250)
  expect(bench.samples.at(-1)?.sample.processes.map(({ role, rssBytes }) => [role, rssBytes])).toEqual([
    ['lab', 50 * mebibyte],
    ['trial', 2],
    ['worker', 3],
  ])
})

test('pages that processes share count once against the memory limit, and are shared out once a second at most', async () => {
  const bench = new Bench()
  bench.sampler.watch({ pid: 7, memoryLimitBytes: 100 * mebibyte, samples: false })
  bench.processes = Array.from({ length: 64 }, (_, index) => ({ pid: 7 + index, rssBytes: 2 * mebibyte }))
  bench.heldBytes = 60 * mebibyte
  await bench.pass(3000)
  expect(bench.overLimit).toEqual([])
  expect(bench.sharedOutReads).toBeLessThanOrEqual(4)
  // what they hold grew by more than was left below the limit
  const reads = bench.sharedOutReads
  bench.heldBytes = 101 * mebibyte
  bench.processes = bench.processes.map(({ pid }) => ({ pid, rssBytes: 3 * mebibyte }))
  await bench.pass(200)
  expect(bench.sharedOutReads).toBeGreaterThan(reads)
  expect(bench.overLimit[0]).toEqual({ pid: 7, rssBytes: 101 * mebibyte })
})
