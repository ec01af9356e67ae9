import { describe, expect, test } from 'vitest'
import type { RuntimeInfo } from '../../../../../experiments/core/session/runtime-info.ts'
import type { ClaimRecord } from '../../../../../experiments/core/session/claim.ts'
import type { MadeUpSession } from '../../../../../testbed/sessions/rounds.ts'
import { about, decide, serial } from '../decide.ts'

describe.each(['process-cpu-bound', 'avoid-multiprocessing'] as const)('%s', (id) => {
  const session = (processes: number, threads: number): MadeUpSession => ({
    rounds: {
      'cpython/serial': { 1: serial },
      'cpython/processes': { 2: about(processes) },
      'cpython/threads': { 2: about(threads) },
    },
  })

  test('compares processes with threads in the same round', () => {
    const claim = decide(id, session(1.9, 0.95))
    expect(claim.verdict).toBe('confirmed')
    // Both scatter alike within a round, so their ratio does not scatter at all.
    expect(claim.why).toContain(
      '2 CPython processes: 2.00× (97.5% interval 2.00–2.00×) compared with 2 CPython threads; true if the whole interval is above 1.3× with a fast core for each worker',
    )
  })

  test('takes a gain over serial as well: it is refuted where only the threads are slow', () => {
    const claim = decide(id, session(1.05, 0.75))
    expect(claim.verdict).toBe('refuted')
    expect(claim.why).toContain('2 CPython processes: 1.05× (97.5% interval 1.03–1.07×) compared with serial')
  })

  test('is refuted where processes are no faster than threads', () => {
    expect(decide(id, session(1.9, 1.9)).verdict).toBe('refuted')
  })

  test('is not run where there are processes and no threads to compare with', () => {
    const { verdict, why } = decide(id, {
      rounds: { 'cpython/serial': { 1: serial }, 'cpython/processes': { 2: about(1.9) } },
    })
    expect([verdict, why]).toEqual(['not-measured', 'It takes CPython threads and CPython processes.'])
  })

  test('is illustrated by Node, whose own threads share no lock', () => {
    const claim = decide(id, {
      rounds: {
        'node/serial': { 1: serial },
        'node/processes': { 2: about(1.9) },
        'node/threads': { 2: about(1.9) },
        'node/locked-threads': { 2: about(0.95) },
      },
    })
    expect(claim.verdict).toBe('illustrated')
    expect(claim.why).toContain('CPython, which the claim speaks of, was not measured')
    expect(claim.why).toContain('2.00× (97.5% interval 2.00–2.00×) compared with 2 Node threads under our lock')
  })
})

describe('processes use the cores', () => {
  const processes = (counts: Record<number, number>): MadeUpSession['rounds'] => ({
    'cpython/serial': { 1: serial },
    'cpython/processes': Object.fromEntries(
      Object.entries(counts).map(([workers, speedup]) => [workers, about(speedup)]),
    ),
  })

  test('where they gain and keep a core busy each', () => {
    const claim = decide('process-uses-cores', { rounds: processes({ 2: 1.9 }), busyShare: () => 0.97 })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('2 CPython processes: 1.90× (97.5% interval 1.87–1.93×) compared with serial')
    expect(claim.why).toContain(
      '2 CPython processes: 0.97 (97.5% interval 0.97–0.97) of a core busy for each (CPU time ÷ makespan ÷ workers)',
    )
    expect(claim.why).toMatch(
      /compared with serial; true if the whole interval is above 1\.3× with a fast core for each worker; 2 CPython processes: 0\.97 .*; true if the whole interval is above 0\.8/,
    )
  })

  test('not where they gain and leave cores idle', () => {
    const claim = decide('process-uses-cores', {
      rounds: processes({ 2: 1.4 }),
      busyShare: (workers) => (workers === 1 ? 1 : 0.7),
    })
    expect(claim.verdict).toBe('refuted')
    expect(claim.runtimes[0]?.evidence).toMatchObject({ bound: 0.8, side: 'above' })
  })

  test('with four usable cores the gain is looked for at four workers, above 2×', () => {
    const four = (speedup: number): ClaimRecord =>
      decide('process-uses-cores', { rounds: processes({ 2: 1.9, 4: speedup }), usableCores: 4 })
    expect(four(3.6).verdict).toBe('confirmed')
    expect(four(3.6).why).toContain('4 CPython processes')
    expect(four(1.9).verdict).toBe('refuted')
  })

  test('with two usable cores four workers decide nothing', () => {
    // Four processes on two cores cannot keep four busy.
    const busyShare = (workers: number): number => Math.min(1, 2 / workers)
    const claim = decide('process-uses-cores', { rounds: processes({ 2: 1.9, 4: 1.5 }), busyShare })
    expect(claim.verdict).toBe('confirmed')
  })

  test('cannot be told without two workers', () => {
    const claim = decide('process-uses-cores', { rounds: processes({ 3: 2.5 }) })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('2 CPython processes were not measured')
  })
})

test('a gain on the bound is open: exactly 1.3× is not above it', () => {
  const rounds = { 'jython/serial': { 1: [520, 520, 520] }, 'jython/threads': { 2: [400, 400, 400] } }
  expect(decide('avoid-other-implementation', { rounds }).verdict).toBe('inconclusive')
})

test('implementations without the lock are named one by one', () => {
  const rounds = (jython: number, ironpython: number): MadeUpSession['rounds'] => ({
    'jython/serial': { 1: serial },
    'jython/threads': { 2: about(jython) },
    'ironpython/serial': { 1: serial },
    'ironpython/threads': { 2: about(ironpython) },
  })
  const both = decide('avoid-other-implementation', { rounds: rounds(1.9, 1.8) })
  expect(both.verdict).toBe('confirmed')
  expect(both.why).toMatch(/^Jython: true here. .*95%.*\. IronPython: true here. /)
  expect(decide('avoid-other-implementation', { rounds: rounds(1.9, 1) }).verdict).toBe('inconclusive')
  expect(decide('avoid-other-implementation', { rounds: rounds(1, 1) }).verdict).toBe('refuted')
})

describe('a free-threaded build gains', () => {
  const build = { debug: false, pgo: true, lto: true, jit: 'none', compiler: null, configArgs: null } as const
  const decided = (cpython: Partial<RuntimeInfo>, free: Partial<RuntimeInfo>) =>
    decide('avoid-free-threaded', {
      rounds: {
        'cpython/serial': { 1: [1000, 1000, 1000] },
        'cpython-ft/serial': { 1: [550, 550, 550] },
        'cpython-ft/threads': { 2: [290, 289, 291] },
      },
      // A lap of CPython had two passes, one of the other build had one.
      passes: { cpython: 2, 'cpython-ft': 1 },
      runtimes: [
        { runtime: 'cpython', version: '3.13.5', command: [], ...cpython },
        { runtime: 'cpython-ft', version: '3.13.0', command: [], ...free },
      ],
    })
  const plain = { build: { ...build, freeThreaded: false } }

  test('and what it costs a single thread is shown for one pass, beside the same version built alike', () => {
    const claim = decided(plain, { build: { ...build, freeThreaded: true } })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain(
      'A single thread takes 1.10× (1.10–1.10) the time of CPython serial, of the same version and built alike',
    )
  })

  test('and says so where it is not recorded how the two were built', () => {
    expect(decided({}, {}).why).toContain('of the same version (how the two were built is not recorded)')
  })

  test('and is told as what it is beside another version, or another build', () => {
    const later = decided({ version: '3.14.2' }, {}).why
    expect(later).toContain('Serial work takes 1.10× (1.10–1.10) the time of CPython serial, which is 3.14 beside 3.13')
    expect(later).toContain('that is not what being free-threaded costs')
    const other = decided(plain, { build: { ...build, freeThreaded: true, pgo: null, lto: null } }).why
    expect(other).toContain('which was built otherwise (pgo and lto)')
  })
})

test('interpreters gain on CPython', () => {
  const rounds = { 'cpython/serial': { 1: serial }, 'cpython/interpreters': { 2: about(1.8) } }
  expect(decide('avoid-interpreters', { rounds }).verdict).toBe('confirmed')
})

describe('because of the lock', () => {
  const rounds = (free: number, locked: number): MadeUpSession['rounds'] => ({
    'cpython/serial': { 1: serial },
    'cpython/threads': { 2: about(1) },
    'cpython-ft/serial': { 1: serial },
    'cpython-ft/threads': { 2: about(free) },
    'cpython-ft/locked-threads': { 2: about(locked) },
  })

  test('holds where one free-threaded build gains without its lock, and not with it', () => {
    const claim = decide('thread-no-cpu-gain', { rounds: rounds(1.9, 0.98) })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('2 threads of a free-threaded build without its lock: 1.90×')
    expect(claim.why).toContain('So the lock is the cause')
  })

  test('is open, and never refuted, where that build gains in neither way, or in both', () => {
    for (const [free, locked] of [
      [1, 0.98],
      [1.9, 1.9],
    ] as const) {
      const claim = decide('thread-no-cpu-gain', { rounds: rounds(free, locked) })
      expect(claim.verdict).toBe('inconclusive')
      expect(claim.why).toContain('Whether the lock is the cause stays open')
    }
  })

  test('is not said of a runtime that has no lock', () => {
    const node = { 'node/serial': { 1: serial }, 'node/threads': { 2: about(1) } }
    expect(decide('thread-no-cpu-gain', { rounds: node }).why).toContain(
      'It has no lock, so something else kept its threads from gaining',
    )
  })
})
