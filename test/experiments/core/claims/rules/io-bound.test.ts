import { describe, expect, test } from 'vitest'
import type { RoundsBySeries, MadeUpSession } from '../../../../../testbed/sessions/rounds.ts'
import { about, decide, serial } from '../decide.ts'

const id = 'thread-io-bound'

/** CPython's sixteen threads, each kind of waiting over its own serial; waiting takes 1% of a core. */
function waits(timer: number, http?: number, changes: Partial<MadeUpSession> = {}): MadeUpSession {
  const rounds: RoundsBySeries = {
    'cpython/serial': { 1: serial },
    'cpython/threads': { 4: about(timer / 4), 16: about(timer) },
    ...(http === undefined
      ? {}
      : { 'cpython/serial@http': { 1: serial }, 'cpython/threads@http': { 4: about(http / 4), 16: about(http) } }),
  }
  return { kernel: 'waiting', busyShare: () => 0.01, rounds, ...changes }
}

describe('threads are great for work that waits', () => {
  test('is confirmed where sixteen threads gain more than eightfold, on a timer and on requests', () => {
    const claim = decide(id, waits(15, 12))
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toMatch(
      /^CPython: true here. 16 CPython threads \(waiting\): 15\.0× \(97\.5% interval .*\) compared with serial; 16 CPython threads, HTTP: 12\.0× \(97\.5% interval .*\) compared with serial; true if the whole interval is above 8×/,
    )
  })

  test('is refuted where all of an interval lies below eight, and open where it straddles it', () => {
    expect(decide(id, waits(7)).verdict).toBe('refuted')
    expect(decide(id, waits(8)).verdict).toBe('inconclusive')
    expect(decide(id, waits(8.3)).verdict).toBe('confirmed')
  })

  test('takes both kinds of waiting: requests that gain less refute it', () => {
    const claim = decide(id, waits(15, 3))
    expect(claim.verdict).toBe('refuted')
    expect(claim.why).toContain('16 CPython threads, HTTP')
    expect(claim.why).not.toContain('(waiting)')
  })

  test('needs no core to itself, and no second core', () => {
    expect(decide(id, waits(15, 12, { usableCores: 1 })).verdict).toBe('confirmed')
  })

  test('is not refuted by threads that were ready, and had no core', () => {
    const waiting = (share: number) => (workers: number) => (workers === 1 ? 0 : share)
    const busy = decide(id, waits(7, 3, { coreWaitShare: waiting(0.3) }))
    expect(busy.verdict).toBe('inconclusive')
    expect(busy.why).toContain(
      'Disturbed: 16 CPython threads (waiting) were ready to run but had no core for 30% of their time',
    )
    expect(decide(id, waits(7, 3, { coreWaitShare: waiting(0.09) })).verdict).toBe('refuted')
    // they gained in spite of it
    expect(decide(id, waits(15, 12, { coreWaitShare: waiting(0.3) })).verdict).toBe('confirmed')
  })

  test('is not decided by work that computes, or reads what lies in memory', () => {
    const computes = decide(id, waits(1.02, undefined, { kernel: 'primes' }))
    expect(computes.verdict).toBe('not-measured')
    expect(computes.why).toBe('It takes CPython threads with work that waits (the kernels waiting and http).')
    const files = { 'cpython/serial@files': { 1: serial }, 'cpython/threads@files': { 16: about(0.7) } }
    const beside = waits(15)
    expect(decide(id, { ...beside, rounds: { ...beside.rounds, ...files } }).verdict).toBe('confirmed')
  })

  test('cannot be told from fewer than sixteen threads', () => {
    const rounds = { 'cpython/serial': { 1: serial }, 'cpython/threads': { 4: about(4) } }
    const claim = decide(id, waits(15, undefined, { rounds }))
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('16 CPython threads were not measured')
  })

  test('is illustrated by our own lock, beside what Node does', () => {
    const model = { 'node/serial': { 1: serial }, 'node/locked-threads': { 16: about(14) } }
    const claim = decide(id, waits(15, undefined, { rounds: model }))
    expect(claim.verdict).toBe('illustrated')
    const both = decide(id, waits(15, undefined, { rounds: { ...model, 'node/threads': { 16: about(15) } } }))
    expect(both.runtimes).toMatchObject([{ runtime: 'node', verdict: 'confirmed' }])
    expect(both.runtimes[0]?.why).toContain('Our own model of the lock shows it')
  })
})
