import { findKernel } from '../../../../../experiments/core/names/kernels.ts'
import { describe, expect, test } from 'vitest'
import type { RoundsBySeries, MadeUpSession } from '../../../../../testbed/sessions/rounds.ts'
import { about, decide, serial } from '../decide.ts'

const id = 'avoid-extension'

const kernels = ['array-sin', 'array-fft', 'hashing', 'array-loop'] as const

/** Two threads of CPython, by kernel. */
type Speedups = Partial<Record<(typeof kernels)[number], number>>

const asTold: Speedups = { 'array-sin': 1.8, 'array-fft': 1.7, hashing: 1.75, 'array-loop': 0.98 }

function roundsOf(speedups: Speedups): RoundsBySeries {
  return kernels.reduce<RoundsBySeries>((rounds, kernel) => {
    const speedup = speedups[kernel]
    if (speedup === undefined) return rounds
    return {
      ...rounds,
      [`cpython/serial@${kernel}`]: { 1: serial },
      [`cpython/threads@${kernel}`]: { 2: about(speedup) },
    }
  }, {})
}

function threads(speedups: Speedups, changes: Partial<MadeUpSession> = {}): MadeUpSession {
  return { rounds: roundsOf(speedups), ...changes }
}

describe('extension modules avoid the lock', () => {
  test('is confirmed where threads gain in every extension, and not in the loop', () => {
    const claim = decide(id, threads(asTold))
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toMatch(/2 CPython threads, NumPy sin: 1\.80× \(98\.75% interval/)
    expect(claim.why).toMatch(
      /2 CPython threads, loop in Python: 0\.98[0-9]*× .*true if the whole interval is below 1\.25×/,
    )
  })

  test.each(['array-sin', 'array-fft', 'hashing'] as const)('is refuted where %s does not gain', (kernel) => {
    const claim = decide(id, threads({ ...asTold, [kernel]: 1.2 }))
    expect(claim.verdict).toBe('refuted')
    expect(claim.why).toContain(
      `CPython: not true here. 2 CPython threads, ${findKernel(kernel)?.title ?? kernel}: 1.20×`,
    )
    expect(decide(id, threads({ ...asTold, [kernel]: 1.3 })).verdict).toBe('inconclusive')
  })

  test('is refuted where the loop gains as well: it is not the extension then', () => {
    expect(decide(id, threads({ ...asTold, 'array-loop': 1.4 })).verdict).toBe('refuted')
    expect(decide(id, threads({ ...asTold, 'array-loop': 1.25 })).verdict).toBe('inconclusive')
    expect(decide(id, threads({ ...asTold, 'array-loop': 1.2 })).verdict).toBe('confirmed')
  })

  test('is decided by what is there, and names what is missing', () => {
    const missing = [
      { series: 'cpython/serial@array-fft', why: 'no CPython that was found has SciPy' },
      { series: 'cpython/threads@array-fft', why: 'no CPython that was found has SciPy' },
    ] as const
    const { 'array-fft': _, ...rest } = asTold
    const claim = decide(id, threads(rest, { missing: [...missing] }))
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('Not measured: array-fft (no CPython that was found has SciPy)')
  })

  test('cannot be told without NumPy and SciPy, which it names', () => {
    const why = 'no CPython that was found has NumPy'
    const missing = [
      { series: 'cpython/threads@array-sin', why },
      { series: 'cpython/threads@array-fft', why },
    ] as const
    const claim = decide(id, threads({ hashing: 1.8, 'array-loop': 1 }, { missing: [...missing] }))
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain(
      'NumPy and SciPy, which the claim names, were not measured: array-sin and array-fft (no CPython that was found has NumPy). Measured: 2 CPython threads, hashing',
    )
  })

  test('cannot be told without the loop to compare with', () => {
    const claim = decide(id, threads({ 'array-sin': 1.8 }))
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain(
      '2 threads with array-loop, and with array-sin, array-fft or hashing, were not measured',
    )
  })

  test('finds the loop also where it is the work of the experiment itself', () => {
    const { 'array-loop': _, ...rest } = asTold
    const own = { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: about(0.98) } }
    const rounds = { ...roundsOf(rest), ...own }
    expect(decide(id, { rounds, kernel: 'array-loop' }).verdict).toBe('confirmed')
    expect(decide(id, { rounds, kernel: 'primes' }).verdict).toBe('inconclusive')
  })

  test('is not measured where CPython ran none of it', () => {
    const claim = decide(id, { rounds: { 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: about(1) } } })
    expect(claim).toMatchObject({
      verdict: 'not-measured',
      why: 'It takes CPython threads with array-loop and with array-sin, array-fft or hashing.',
    })
  })

  test('is neither refuted nor confirmed on a machine whose cores others had', () => {
    const lonely = decide(id, threads(asTold, { busyShare: (workers) => (workers === 1 ? 0.6 : 1) }))
    expect(lonely.verdict).toBe('inconclusive')
    expect(lonely.why).toContain('Disturbed: CPython serial, NumPy sin had 60% of a core')
    const coreWaitShare = (workers: number): number => (workers === 1 ? 0 : 0.3)
    // with a core for one worker, but none for the second
    const second = decide(id, threads({ ...asTold, 'array-sin': 1.2 }, { coreWaitShare }))
    expect(second.verdict).toBe('inconclusive')
    expect(second.why).toContain(
      'Disturbed: 2 CPython threads, NumPy sin were ready to run but had no core for 30% of their time',
    )
    // a loop that cannot gain looks like one that others kept from it
    const third = decide(id, threads(asTold, { coreWaitShare }))
    expect(third.verdict).toBe('inconclusive')
    expect(third.why).toContain('2 CPython threads, loop in Python were ready to run')
  })
})
