import { describe, expect, test } from 'vitest'
import { decideClaims } from '../../../../experiments/core/claims/decide-claims.ts'
import { sessionRecordSchema } from '../../../../experiments/core/session/session.ts'
import { about, decide, serial } from './decide.ts'
import { crashed, sessionOf, type MadeUpSession, type MadeUpRound } from '../../../../testbed/sessions/rounds.ts'

describe('multithreading has no effect', () => {
  const threads = (speedup: number): MadeUpSession => ({
    rounds: { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: about(speedup) } },
  })

  test('is confirmed where all of the interval lies below 1.25×, and says so with its numbers', () => {
    const claim = decide('thread-no-cpu-gain', threads(1.02))
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toBe(
      'CPython: true here. 2 CPython threads: 1.02× (95% interval 1.01–1.03×) compared with serial; true if the whole interval is below 1.25× with a fast core for each worker. Whether the lock is the cause was not tried: that takes Free-threaded CPython threads and Free-threaded CPython threads under a lock.',
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
    expect(claim.why).toContain('2 CPython threads: slower than serial')
    expect(decide('thread-no-cpu-gain', threads(0.85)).why).not.toContain('slower')
  })

  test('has to hold at every worker count, on intervals widened for their number', () => {
    const rounds = {
      'cpython/serial': { 1: serial },
      'cpython/threads': { 1: about(1.9), 2: about(1.02), 4: about(1.5) },
    }
    const refuted = decide('thread-no-cpu-gain', { rounds, usableCores: 4 })
    expect(refuted.verdict).toBe('refuted')
    // Two counts are tested, 2 and 4: one thread cannot gain, whatever it measured.
    expect(refuted.why).toContain('4 CPython threads: 1.50× (97.5% interval 1.48–1.52×) compared with serial')
    expect(refuted.why).not.toContain('1 thread:')
    expect(refuted.runtimes[0]?.evidence?.value).toBeCloseTo(1.5, 2)
  })

  test('widening can make undecided what one count alone would decide', () => {
    // ln 1.25 − mean = 0.028 lies between the half-widths at 95% and at 97.5% (t = 2.776 and 3.495, sd ÷ √5 = 0.00894).
    const near = [0.02, -0.02, 0.02, -0.02, 0].map((d) => (400 / 1.25) * Math.exp(0.028 + d))
    const one = { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: near } }
    const two = { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: near, 4: about(1) } }
    expect(decide('thread-no-cpu-gain', { rounds: one }).verdict).toBe('confirmed')
    expect(decide('thread-no-cpu-gain', { rounds: two, usableCores: 4 }).verdict).toBe('inconclusive')
  })

  test('is not run where no series of the session has anything to say on it', () => {
    const claim = decide('thread-no-cpu-gain', {
      rounds: { 'node/serial': { 1: serial }, 'node/processes': { 2: about(1.9) } },
    })
    expect(claim).toMatchObject({ verdict: 'not-measured', why: 'It takes CPython threads.', runtimes: [] })
  })

  test('cannot be told from trials that all failed, or with one worker', () => {
    const failed: readonly MadeUpRound[] = [crashed, crashed]
    const none = decide('thread-no-cpu-gain', {
      rounds: { 'cpython/serial': { 1: [400, 400] }, 'cpython/threads': { 2: failed } },
    })
    expect(none.runtimes).toMatchObject([{ verdict: 'inconclusive', evidence: null }])
    expect(none.why).toContain('no round has both trials')
    const single = decide('thread-no-cpu-gain', {
      rounds: { 'cpython/serial': { 1: serial }, 'cpython/threads': { 1: about(1) } },
    })
    expect(single.verdict).toBe('inconclusive')
    expect(single.why).toContain('2 or more CPython threads were not measured')
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
    expect(claim.why).toContain('A quick run is too short for a verdict. Measured')
    expect(claim.runtimes[0]?.evidence).not.toBeNull()
  })

  test('one round is inconclusive, and has no interval', () => {
    const one = { 'cpython/serial': { 1: [400] }, 'cpython/threads': { 2: [400] } }
    const claim = decide('thread-no-cpu-gain', { rounds: one })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain(
      'One round is too few for a verdict. Measured: 2 CPython threads: 1.00× compared with serial (one round only)',
    )
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
    expect(claim.why).toContain('oo few cores: with 1 usable core')
  })
})

describe('a machine that others use at the same time', () => {
  const rounds = { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: about(1.02) } }

  test('decides nothing: waiting for a core looks like waiting for the lock', () => {
    const claim = decide('thread-no-cpu-gain', { rounds, busyShare: () => 0.5 })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('Disturbed: CPython serial had 50% of a core')
  })

  test('is told from one where threads alone have to wait', () => {
    const busyShare = (workers: number): number => 1 / workers
    expect(decide('thread-no-cpu-gain', { rounds, busyShare }).verdict).toBe('confirmed')
  })
})

test('a claim that another experiment measures says what it takes', () => {
  const claim = decide('lock-convoy', { rounds: { 'node/serial': { 1: serial } } })
  expect(claim).toMatchObject({ verdict: 'not-measured', why: 'It takes CPython threads.', runtimes: [] })
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
