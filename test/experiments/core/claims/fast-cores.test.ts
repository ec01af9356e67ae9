import { describe, expect, test } from 'vitest'
import type { ClaimId } from '../../../../experiments/core/names/claims.ts'
import type { Machine } from '../../../../experiments/core/session/machine.ts'
import type { MadeUpRound, RoundsBySeries } from '../../../../testbed/sessions/rounds.ts'
import { about, decide, serial } from './decide.ts'

/** The curve of every series that gains where nothing holds it back, and of threads under a lock. */
function curves(speedups: Readonly<Record<number, number>>): RoundsBySeries {
  const at = (gain: (speedup: number) => number) =>
    Object.fromEntries(Object.entries(speedups).map(([workers, speedup]) => [workers, about(gain(speedup))]))
  return {
    'cpython/serial': { 1: serial },
    'cpython/threads': at(() => 0.98),
    'cpython/processes': at((speedup) => speedup),
    'cpython/interpreters': at((speedup) => speedup),
    'cpython-ft/serial': { 1: serial },
    'cpython-ft/threads': at((speedup) => speedup),
    'node/serial': { 1: serial },
    'node/threads': at((speedup) => speedup),
  }
}

const onGains: readonly ClaimId[] = [
  'process-uses-cores',
  'process-cpu-bound',
  'avoid-multiprocessing',
  'avoid-free-threaded',
  'avoid-interpreters',
]

function verdictsOn(machine: Partial<Machine>, speedups: Readonly<Record<number, number>>) {
  const { usableCores = 2 } = machine
  // workers beyond the cores share them, and no one keeps a core busy
  const busyShare = (workers: number): number => (workers === 8 ? 0.76 : 0.97)
  return [...onGains, 'thread-no-cpu-gain' as const].map((id) =>
    decide(id, { rounds: curves(speedups), machine, usableCores, busyShare }),
  )
}

describe('two logical cores of one physical core', () => {
  const machine = { cores: 2, usableCores: 2, physicalCores: 1, fastCores: 1 }

  test('leave every claim on a gain open, and say why', () => {
    for (const { id, verdict, why, runtimes } of verdictsOn(machine, { 2: 1.2 })) {
      expect([id, verdict]).toEqual([id, 'inconclusive'])
      expect(why).toContain('oo few fast cores: the 2 that may be used come to 1')
      expect(runtimes.filter((one) => one.verdict !== 'inconclusive')).toEqual([])
    }
  })
})

describe('two cores of two threads each', () => {
  const machine = { cores: 4, usableCores: 4, physicalCores: 2, fastCores: 2 }

  test('are judged at two workers: 1.9× at four refutes nothing', () => {
    for (const { id, verdict, why } of verdictsOn(machine, { 2: 1.85, 4: 1.9 })) {
      expect([id, verdict]).toEqual([id, 'confirmed'])
      expect(why).toContain('4 workers are shown and not judged, because they share 2 fast cores')
    }
  })
})

describe('four performance and four efficiency cores', () => {
  const machine = { cores: 8, usableCores: 8, physicalCores: 8, fastCores: 4 }

  test('are judged at four workers: 0.76 of a core busy at eight refutes nothing', () => {
    for (const { id, verdict, why } of verdictsOn(machine, { 2: 1.95, 4: 3.7, 8: 5.2 })) {
      expect([id, verdict]).toEqual([id, 'confirmed'])
      expect(why).toContain('8 workers are shown and not judged')
    }
  })
})

test('a gain is judged at the largest count that has fast cores, and is looked for there alone', () => {
  const eight = { cores: 8, usableCores: 8, physicalCores: 8, fastCores: 8 }
  const claim = decide('avoid-interpreters', {
    rounds: curves({ 2: 1.9, 4: 3.7, 8: 1.8 }),
    machine: eight,
    usableCores: 8,
  })
  expect(claim.verdict).toBe('refuted')
  expect(claim.why).toContain('8 CPython interpreters: 1.80× (95% interval 1.78–1.82×) compared with serial')
})

describe('siblings that the system does not tell apart', () => {
  /** Workers on cores of this speed, which the awake loop shows. */
  const at = (speedup: number, workers: number, turnsPerMs: number): readonly MadeUpRound[] =>
    about(speedup).map((ms) => ({
      lapsMs: [ms, ms],
      workers: (endMs) => Array.from({ length: workers }, () => ({ startMs: 0, endMs, cpuMs: endMs, turnsPerMs })),
    }))
  const rounds = (speedup: number, clock: number): RoundsBySeries => ({
    'cpython/serial': { 1: at(1, 1, 100) },
    'cpython/interpreters': { 2: at(speedup, 2, 100 * clock) },
    'node/serial': { 1: at(1, 1, 100) },
    'node/threads': { 2: at(speedup, 2, 100 * clock) },
  })

  test('are seen by the clock, and neither a missing gain nor the lack of one is told', () => {
    for (const id of ['avoid-interpreters', 'thread-no-cpu-gain'] as const) {
      const claim = decide(id, { rounds: rounds(1.2, 0.6) })
      expect([id, claim.verdict]).toEqual([id, 'inconclusive'])
      expect(claim.why).toMatch(/Slow cores: 2 (?:CPython|Node) \w+ computed at 60% of serial's speed/)
    }
  })

  test('a gain that is missing at full speed is missing, and one in spite of slow cores is one', () => {
    expect(decide('avoid-interpreters', { rounds: rounds(1.05, 0.95) }).verdict).toBe('refuted')
    expect(decide('avoid-interpreters', { rounds: rounds(1.5, 0.8) }).verdict).toBe('confirmed')
  })
})
