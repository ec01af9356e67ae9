import { describe, expect, test } from 'vitest'
import type { ClaimId } from '../../../experiments/core/claim-ids.ts'
import { decideClaims } from '../../../experiments/core/claims.ts'
import { sessionRecordSchema, type ClaimRecord } from '../../../experiments/core/session.ts'
import { curvesOf } from '../../../experiments/core/speedup.ts'
import { crashed, sessionOf, type SessionFixture, type TrialFixture } from './session-fixture.ts'

function decide(id: ClaimId, fixture: SessionFixture): ClaimRecord {
  const session = sessionOf({ ...fixture, claims: [id] })
  const [claim] = decideClaims(session, curvesOf(session))
  if (claim === undefined) throw new Error(`${id} was not decided`)
  return claim
}

const serial = [400, 400, 400, 400, 400]

/** Five rounds in which the speedup over a serial lap of 400 ms is about this, give or take 1%. */
function about(speedup: number, rounds = 5): readonly number[] {
  return [1, 1.01, 0.99, 1.01, 0.99].slice(0, rounds).map((off) => (400 / speedup) * off)
}

describe('multithreading has no effect', () => {
  const threads = (speedup: number): SessionFixture => ({
    rounds: { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: about(speedup) } },
  })

  test('is confirmed where all of the interval lies below 1.25×, and says so with its numbers', () => {
    const claim = decide('thread-no-cpu-gain', threads(1.02))
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toBe(
      'CPython: it holds: 2 threads: 1.02× (95% interval 1.01–1.03×) over serial; holds if all of it lies below 1.25×',
    )
    expect(claim.runtimes).toMatchObject([
      { runtime: 'cpython', verdict: 'confirmed', evidence: { bound: 1.25, side: 'below' } },
    ])
    expect(claim.runtimes[0]?.evidence?.value).toBeCloseTo(1.02, 2)
  })

  test('is refuted where all of the interval lies above 1.25×', () => {
    expect(decide('thread-no-cpu-gain', threads(1.6)).verdict).toBe('refuted')
  })

  test('is inconclusive where the interval straddles 1.25×', () => {
    expect(decide('thread-no-cpu-gain', threads(1.25)).verdict).toBe('inconclusive')
  })

  test('is inconclusive where the interval ends exactly on the bound', () => {
    // Every round gives exactly 1.25: an interval without length, on the bound.
    const rounds = { 'cpython/serial': { 1: [500, 500, 500] }, 'cpython/threads': { 2: [400, 400, 400] } }
    expect(decide('thread-no-cpu-gain', { rounds }).verdict).toBe('inconclusive')
  })

  test('says "slower" where all of it lies below 0.8×', () => {
    const claim = decide('thread-no-cpu-gain', threads(0.6))
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('2 threads: slower than serial')
    expect(decide('thread-no-cpu-gain', threads(0.85)).why).not.toContain('slower')
  })

  test('has to hold at every worker count, on intervals widened for their number', () => {
    const rounds = {
      'cpython/serial': { 1: serial },
      'cpython/threads': { 1: about(1.9), 2: about(1.02), 4: about(1.5) },
    }
    const refuted = decide('thread-no-cpu-gain', { rounds })
    expect(refuted.verdict).toBe('refuted')
    // Two counts are tested, 2 and 4: one thread cannot gain, whatever it measured.
    expect(refuted.why).toContain('4 threads: 1.50× (97.5% interval ')
    expect(refuted.why).not.toContain('1 thread:')
    expect(refuted.runtimes[0]?.evidence?.value).toBeCloseTo(1.5, 2)
  })

  test('widening can make undecided what one count alone would decide', () => {
    // ln 1.25 − mean = 0.028 lies between the half-widths at 95% and at 97.5% (t = 2.776 and 3.495, sd ÷ √5 = 0.00894).
    const near = [0.02, -0.02, 0.02, -0.02, 0].map((d) => (400 / 1.25) * Math.exp(0.028 + d))
    const one = { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: near } }
    const two = { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: near, 4: about(1) } }
    expect(decide('thread-no-cpu-gain', { rounds: one }).verdict).toBe('confirmed')
    expect(decide('thread-no-cpu-gain', { rounds: two }).verdict).toBe('inconclusive')
  })

  test('is not run where no series of the session has anything to say on it', () => {
    const claim = decide('thread-no-cpu-gain', {
      rounds: { 'node/serial': { 1: serial }, 'node/processes': { 2: about(1.9) } },
    })
    expect(claim).toMatchObject({ verdict: 'not-measured', why: 'not run: it takes cpython/threads', runtimes: [] })
  })

  test('cannot be told from trials that all failed, or with one worker', () => {
    const failed: readonly TrialFixture[] = [crashed, crashed]
    const none = decide('thread-no-cpu-gain', {
      rounds: { 'cpython/serial': { 1: [400, 400] }, 'cpython/threads': { 2: failed } },
    })
    expect(none.runtimes).toMatchObject([{ verdict: 'inconclusive', evidence: null }])
    expect(none.why).toContain('no round has both trials')
    const single = decide('thread-no-cpu-gain', {
      rounds: { 'cpython/serial': { 1: serial }, 'cpython/threads': { 1: about(1) } },
    })
    expect(single.verdict).toBe('inconclusive')
    expect(single.why).toContain('2 or more workers of cpython/threads were not measured')
  })

  test('loses the rounds of failed trials and is decided by the others', () => {
    const rounds = {
      'cpython/serial': { 1: serial },
      'cpython/threads': { 2: [crashed, ...about(1.02).slice(1)] },
    }
    expect(decide('thread-no-cpu-gain', { rounds }).verdict).toBe('confirmed')
  })
})

describe('sessions that decide nothing', () => {
  const rounds = { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: about(1.02) } }

  test('a quick session is inconclusive, whatever its numbers', () => {
    const claim = decide('thread-no-cpu-gain', { rounds, quick: true })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('quick: two rounds decide nothing; 2 threads: 1.02×')
    expect(claim.runtimes[0]?.evidence).not.toBeNull()
  })

  test('one round is inconclusive, and has no interval', () => {
    const one = { 'cpython/serial': { 1: [400] }, 'cpython/threads': { 2: [400] } }
    const claim = decide('thread-no-cpu-gain', { rounds: one })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('one round decides nothing; 2 threads: 1.00× over serial (no interval: 1 round)')
    expect(claim.runtimes[0]?.evidence).toEqual({
      value: 1,
      low: null,
      high: null,
      bound: 1.25,
      side: 'below',
      unit: '×',
    })
  })

  test('one usable core is oversubscribed', () => {
    const claim = decide('thread-no-cpu-gain', { rounds, usableCores: 1 })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('oversubscribed: with 1 usable core')
  })
})

describe('a machine that others use at the same time', () => {
  const rounds = { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: about(1.02) } }

  test('decides nothing: waiting for a core looks like waiting for the lock', () => {
    const claim = decide('thread-no-cpu-gain', { rounds, busyShare: () => 0.5 })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('disturbed: cpython/serial had 50% of a core')
  })

  test('is told from one where threads alone have to wait', () => {
    const busyShare = (workers: number): number => 1 / workers
    expect(decide('thread-no-cpu-gain', { rounds, busyShare }).verdict).toBe('confirmed')
  })
})

describe('several runtimes', () => {
  const cpython = (speedup: number) => ({ 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: about(speedup) } })
  const node = (speedup: number) => ({ 'node/serial': { 1: serial }, 'node/threads': { 2: about(speedup) } })

  test('CPython decides, and others stand beside it', () => {
    const claim = decide('thread-no-cpu-gain', { rounds: { ...node(1.9), ...cpython(1.02) } })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toMatch(/^CPython: it holds: .*97\.5% interval.*\. Node differs$/)
    expect(claim.runtimes.map(({ runtime, verdict }) => [runtime, verdict])).toEqual([
      ['cpython', 'confirmed'],
      ['node', 'refuted'],
    ])
  })

  test('another runtime agrees where its verdict is the same', () => {
    expect(decide('thread-no-cpu-gain', { rounds: { ...node(1), ...cpython(1.02) } }).why).toMatch(/Node agrees$/)
    const both = decide('thread-no-cpu-gain', { rounds: { ...node(1.9), ...cpython(1.9) } })
    expect(both.verdict).toBe('refuted')
    expect(both.why).toMatch(/Node agrees$/)
  })

  test('Node alone cannot refute a claim on CPython, and CPython is said to be missing', () => {
    const claim = decide('thread-no-cpu-gain', { rounds: node(1.9) })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toMatch(
      /^CPython, which the claim speaks of, was not measured\. Node: it does not hold: 2 threads: 1\.90×/,
    )
    expect(claim.runtimes).toMatchObject([{ runtime: 'node', verdict: 'refuted' }])
  })

  test('Node alone confirms what it confirms', () => {
    const claim = decide('thread-no-cpu-gain', { rounds: node(1) })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('CPython, which the claim speaks of, was not measured')
  })
})

describe('our own model of the lock', () => {
  const locked = { 'node/serial': { 1: serial }, 'node/locked-threads': { 2: about(0.99) } }

  test('illustrates a claim and never confirms it', () => {
    const claim = decide('thread-no-cpu-gain', { rounds: locked })
    expect(claim.verdict).toBe('illustrated')
    expect(claim.runtimes).toMatchObject([{ runtime: 'node', verdict: 'illustrated' }])
    expect(claim.why).toContain(
      'our own model of the lock, node/locked-threads, shows it: 2 threads under our lock: 0.99×',
    )
  })

  test('never refutes one either', () => {
    const gaining = { ...locked, 'node/locked-threads': { 2: about(1.9) } }
    const claim = decide('thread-no-cpu-gain', { rounds: gaining })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('does not show it')
  })

  test("stands beside Node's own threads in one verdict, which is that of the threads", () => {
    const claim = decide('thread-no-cpu-gain', { rounds: { ...locked, 'node/threads': { 2: about(1.9) } } })
    expect(claim.runtimes).toMatchObject([{ runtime: 'node', verdict: 'refuted' }])
    expect(claim.runtimes[0]?.why).toMatch(/2 threads: 1\.90× .*\. our own model of the lock, .* shows it: .*0\.99×/)
    // The model decides nothing, so it widens nothing.
    expect(claim.runtimes[0]?.why).toContain('95% interval')
  })

  test('illustrates nothing in a quick session', () => {
    const claim = decide('thread-no-cpu-gain', { rounds: locked, quick: true })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('leaves it open: quick')
  })
})

describe.each(['process-cpu-bound', 'avoid-multiprocessing'] as const)('%s', (id) => {
  const session = (processes: number, threads: number): SessionFixture => ({
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
      '2 processes: 2.00× (95% interval 2.00–2.00×) over 2 threads; holds if all of it lies above 1.3×',
    )
  })

  test('is refuted where processes are no faster than threads', () => {
    expect(decide(id, session(1.9, 1.9)).verdict).toBe('refuted')
  })

  test('is not run where there are processes and no threads to compare with', () => {
    const { verdict, why } = decide(id, {
      rounds: { 'cpython/serial': { 1: serial }, 'cpython/processes': { 2: about(1.9) } },
    })
    expect([verdict, why]).toEqual(['not-measured', 'not run: it takes cpython/threads and cpython/processes'])
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
    expect(claim.why).toContain('over 2 threads under our lock')
  })
})

describe('processes use the cores', () => {
  const processes = (counts: Record<number, number>): SessionFixture['rounds'] => ({
    'cpython/serial': { 1: serial },
    'cpython/processes': Object.fromEntries(
      Object.entries(counts).map(([workers, speedup]) => [workers, about(speedup)]),
    ),
  })

  test('where they gain and keep a core busy each', () => {
    const claim = decide('process-uses-cores', { rounds: processes({ 2: 1.9 }), busyShare: () => 0.97 })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('2 processes: 1.90× (97.5% interval ')
    expect(claim.why).toContain('2 processes: 0.97 (97.5% interval 0.97–0.97) of a core busy for each')
    expect(claim.why).toMatch(
      /over serial; holds if all of it lies above 1\.3×; 2 processes: 0\.97 .*; holds if all of it lies above 0\.8/,
    )
  })

  test('not where they gain and leave cores idle', () => {
    const claim = decide('process-uses-cores', {
      rounds: processes({ 2: 1.9 }),
      busyShare: (workers) => (workers === 1 ? 1 : 0.7),
    })
    expect(claim.verdict).toBe('refuted')
    expect(claim.runtimes[0]?.evidence).toMatchObject({ bound: 0.8, side: 'above' })
  })

  test('with four usable cores the gain is looked for at four workers, above 2×', () => {
    const four = (speedup: number): ClaimRecord =>
      decide('process-uses-cores', { rounds: processes({ 2: 1.9, 4: speedup }), usableCores: 4 })
    expect(four(3.6).verdict).toBe('confirmed')
    expect(four(3.6).why).toContain('4 processes: 3.60×')
    expect(four(1.9).verdict).toBe('refuted')
  })

  test('with two usable cores four workers decide nothing', () => {
    // Four processes on two cores cannot keep four busy.
    const busyShare = (workers: number): number => Math.min(1, 2 / workers)
    const claim = decide('process-uses-cores', { rounds: processes({ 2: 1.9, 4: 1.5 }), busyShare })
    expect(claim.verdict).toBe('confirmed')
  })

  test('cannot be told without two workers', () => {
    const claim = decide('process-uses-cores', { rounds: processes({ 3: 2.5 }), usableCores: 3 })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('2 workers of cpython/processes were not measured')
  })
})

test('a gain on the bound is open: exactly 1.3× is not above it', () => {
  const rounds = { 'jython/serial': { 1: [520, 520, 520] }, 'jython/threads': { 2: [400, 400, 400] } }
  expect(decide('avoid-other-implementation', { rounds }).verdict).toBe('inconclusive')
})

test('implementations without the lock are named one by one', () => {
  const rounds = (jython: number, ironpython: number): SessionFixture['rounds'] => ({
    'jython/serial': { 1: serial },
    'jython/threads': { 2: about(jython) },
    'ironpython/serial': { 1: serial },
    'ironpython/threads': { 2: about(ironpython) },
  })
  const both = decide('avoid-other-implementation', { rounds: rounds(1.9, 1.8) })
  expect(both.verdict).toBe('confirmed')
  expect(both.why).toMatch(/^Jython: it holds: .*97\.5%.*\. IronPython: it holds: /)
  expect(decide('avoid-other-implementation', { rounds: rounds(1.9, 1) }).verdict).toBe('inconclusive')
  expect(decide('avoid-other-implementation', { rounds: rounds(1, 1) }).verdict).toBe('refuted')
})

test('a free-threaded build gains, and what it costs a single thread is shown for one pass', () => {
  const claim = decide('avoid-free-threaded', {
    rounds: {
      'cpython/serial': { 1: [1000, 1000, 1000] },
      'cpython-ft/serial': { 1: [550, 550, 550] },
      'cpython-ft/threads': { 2: [290, 289, 291] },
    },
    // A lap of CPython had two passes, one of the other build had one.
    passes: { cpython: 2, 'cpython-ft': 1 },
  })
  expect(claim.verdict).toBe('confirmed')
  expect(claim.why).toContain('a single thread takes 1.10× (1.10–1.10) the time of cpython/serial')
})

test('interpreters gain on CPython', () => {
  const rounds = { 'cpython/serial': { 1: serial }, 'cpython/interpreters': { 2: about(1.8) } }
  expect(decide('avoid-interpreters', { rounds }).verdict).toBe('confirmed')
})

test('a claim that another experiment measures says what it takes', () => {
  const claim = decide('lock-convoy', { rounds: { 'node/serial': { 1: serial } } })
  expect(claim).toMatchObject({ verdict: 'not-measured', why: 'not run: it takes cpython/threads', runtimes: [] })
})

test('an interval that ends just short of its bound is not rounded onto it', () => {
  const rounds = {
    'cpython/serial': { 1: [1249.6, 1249.6, 1249.6] },
    'cpython/threads': { 2: [1000, 1000, 1000] },
  }
  expect(decide('thread-no-cpu-gain', { rounds }).why).toContain('interval 1.2496–1.2496×')
})

test('claims are decided in the order of the file, once each, and unknown names are passed over', () => {
  const session = sessionOf({ rounds: { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: about(1) } } })
  const experiment = {
    ...session.header.experiment,
    definition: { claims: ['thread-race', 'thread-no-cpu-gain', 'thread-race', 'of-the-future'] },
  }
  const claims = decideClaims({ ...session, header: { ...session.header, experiment } }, [])
  expect(claims.map(({ id }) => id)).toEqual(['thread-race', 'thread-no-cpu-gain'])
  for (const claim of claims) expect(sessionRecordSchema.parse(claim)).toEqual(claim)
})

test('a definition without claims has none to decide', () => {
  const session = sessionOf({ rounds: { 'node/serial': { 1: serial } } })
  const experiment = { ...session.header.experiment, definition: null }
  expect(decideClaims({ ...session, header: { ...session.header, experiment } }, [])).toEqual([])
})
