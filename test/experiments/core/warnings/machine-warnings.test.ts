import { describe, expect, test } from 'vitest'
import { sessionWarnings } from '../../../../experiments/core/warnings/session-warnings.ts'
import type { LogicalCore, Machine } from '../../../../experiments/core/session/machine.ts'
import type { SampleRecord } from '../../../../experiments/core/session/sample.ts'
import { sessionOf, type MadeUpSession } from '../../../../testbed/sessions/rounds.ts'

/** Six trials of two laps, a second apart, each 900 ms long. */
const trials = Array.from({ length: 6 }, () => [400, 402])

function warning(kind: string, fixture: Partial<MadeUpSession>): string | undefined {
  const session = sessionOf({ rounds: { 'node/threads': { 2: trials } }, ...fixture })
  return sessionWarnings(session).find((one) => one.kind === kind)?.message
}

/** There are ten samples a second over all trials. */
function samplesOf(sample: (index: number) => Partial<SampleRecord>): readonly SampleRecord[] {
  return Array.from({ length: 61 }, (_, index) => ({
    record: 'sample' as const,
    atMs: index * 100,
    cores: [1, 1],
    memory: { usedBytes: 1, totalBytes: 2 },
    processes: [],
    costMs: 0.2,
    ...sample(index),
  }))
}

describe('steal', () => {
  test('is what a hypervisor took, from one percent of the cores’ time on', () => {
    const taking = (share: number) => samplesOf((index) => (index % 2 === 0 ? { steal: share } : {}))
    expect(warning('steal', { samples: taking(0.06) })).toBe(
      'Steal: the hypervisor gave 3% of the cores’ time to other machines, up to 6% at a time: workers waited meanwhile. Run on a machine of your own or with cores of its own, or at a quieter time.'.replace(
        '’',
        "'",
      ),
    )
    expect(warning('steal', { samples: taking(0.019) })).toBeUndefined()
    expect(warning('steal', {})).toBeUndefined()
  })
})

describe('power', () => {
  test('a processor that slowed down to stay cool is told of, with how often', () => {
    expect(warning('throttled', { samples: samplesOf((index) => (index % 30 === 1 ? { throttles: 3 } : {})) })).toMatch(
      /^Throttled: the processor slowed down 6 times to stay cool\. Let it cool/,
    )
    expect(warning('throttled', { samples: samplesOf((index) => (index === 9 ? { throttles: 1 } : {})) })).toContain(
      'slowed down once to',
    )
    expect(warning('throttled', { samples: samplesOf(() => ({})) })).toBeUndefined()
  })

  test('so is running on battery, for a part of the session or all of it', () => {
    expect(warning('battery', { samples: samplesOf(() => ({ onBattery: true })) })).toMatch(/^On battery: /)
    const late = samplesOf((index) => (index > 30 ? { onBattery: true } : {}))
    expect(warning('battery', { samples: late })).toMatch(/^On battery for 49% of the session: .* Use mains power/)
    expect(warning('battery', { samples: samplesOf(() => ({})) })).toBeUndefined()
  })
})

describe('a container’s quota', () => {
  const machine = (quotaCores: number): Partial<Machine> => ({ cores: 8, quotaCores })

  test('below the cores is told of where workers may use it up', () => {
    expect(warning('quota', { machine: machine(1.5) })).toMatch(
      /^Container quota: this container may use 1\.50 of 8 cores' time\. .* read the curves up to 1\.$/,
    )
    expect(warning('quota', { machine: machine(8) })).toBeUndefined()
    expect(warning('quota', {})).toBeUndefined()
  })

  test('that leaves a core more than there are workers holds nobody back', () => {
    expect(warning('quota', { machine: machine(3) })).toBeUndefined()
    expect(warning('quota', { machine: machine(2.9) })).toContain('2.90 of 8')
  })
})

/** Two fast physical cores with two siblings each (0, 2 and 1, 3), and two slow cores (4, 5). */
const topology: LogicalCore[] = [0, 1, 2, 3, 4, 5].map((cpu) => ({
  cpu,
  core: cpu < 4 ? cpu % 2 : cpu,
  fast: cpu < 4,
  allowed: true,
}))
const mixed: Partial<Machine> = { cores: 6, physicalCores: 4, fastCores: 2, topology }

/** Two threads, busy between all samples, on cores that change over time. */
function twoThreads(coresAt: (index: number) => readonly number[], cpuMs = 95): readonly SampleRecord[] {
  return samplesOf((index) => ({ threads: coresAt(index).map((core, thread) => [10, 11 + thread, cpuMs, core, 3]) }))
}

describe('SMT siblings', () => {
  test('that two workers shared though there were cores for both are told of, with what helps', () => {
    const samples = twoThreads((index) => (index % 4 === 0 ? [0, 2] : [0, 1]))
    expect(warning('shared-cores', { machine: mixed, samples })).toMatch(
      /^SMT siblings: workers of 2 Node threads ran two on one physical core in up to 2\d% of the samples, though .* Set pin: true in the experiment, so that each has a core of its own\.$/,
    )
    expect(warning('shared-cores', { machine: mixed, samples, pin: true })).toContain('Close what else runs')
  })

  test('are none where workers had cores of their own, took turns on one, or hardly ran', () => {
    expect(warning('shared-cores', { machine: mixed, samples: twoThreads(() => [0, 1]) })).toBeUndefined()
    expect(warning('shared-cores', { machine: mixed, samples: twoThreads(() => [0, 0]) })).toBeUndefined()
    expect(warning('shared-cores', { machine: mixed, samples: twoThreads(() => [0, 2], 40) })).toBeUndefined()
    // told at once after a rest
    expect(warning('shared-cores', { machine: mixed, samples: twoThreads(() => [0, 2], 700) })).toBeUndefined()
    const seldom = twoThreads((index) => (index % 20 === 0 ? [0, 2] : [0, 1]))
    expect(warning('shared-cores', { machine: mixed, samples: seldom })).toBeUndefined()
  })

  test('are shared for sure where more cores were busy than there are physical ones', () => {
    const machine: Partial<Machine> = { cores: 4, physicalCores: 2, fastCores: 2 }
    const rounds = { 'node/threads': { 2: trials, 4: trials } }
    expect(warning('shared-cores', { machine, usableCores: 4, rounds })).toMatch(
      /^SMT siblings: workers of 4 Node threads kept more logical cores busy than the 2 physical ones: .* read the curves up to 2\.$/,
    )
    // workers that took turns on the physical cores
    expect(warning('shared-cores', { machine, usableCores: 4, rounds, busyShare: () => 0.5 })).toBeUndefined()
  })
})

describe('efficiency cores', () => {
  test('among the workers’ cores are told of, with what helps', () => {
    const samples = twoThreads((index) => (index % 2 === 0 ? [0, 4] : [0, 1]))
    expect(warning('slow-cores', { machine: mixed, samples })).toMatch(
      /^P- and E-cores: workers of 2 Node threads ran on efficiency cores in up to (49|5\d)% of the samples: .* Set pin: true in the experiment, which takes fast cores first, and read the curves up to 2, the performance cores\.$/,
    )
    expect(warning('slow-cores', { machine: mixed, samples, pin: true })).toContain('. Read the curves up to 2')
    expect(warning('slow-cores', { machine: mixed, samples: twoThreads(() => [0, 1]) })).toBeUndefined()
  })

  test('are none on a machine whose cores are all alike', () => {
    const alike = { ...mixed, fastCores: 4 }
    expect(warning('slow-cores', { machine: alike, samples: twoThreads(() => [0, 4]) })).toBeUndefined()
  })
})
