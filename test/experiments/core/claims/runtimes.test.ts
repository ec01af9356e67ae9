import { describe, expect, test } from 'vitest'
import { about, decide, serial } from './decide.ts'

describe('several runtimes', () => {
  const cpython = (speedup: number) => ({ 'cpython/serial': { 1: serial }, 'cpython/threads': { 2: about(speedup) } })
  const node = (speedup: number) => ({ 'node/serial': { 1: serial }, 'node/threads': { 2: about(speedup) } })

  test('CPython decides, and others stand beside it', () => {
    const claim = decide('thread-no-cpu-gain', { rounds: { ...node(1.9), ...cpython(1.02) } })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toMatch(/^CPython: true here. .*95% interval.*\. Node: different result\.$/)
    expect(claim.runtimes.map(({ runtime, verdict }) => [runtime, verdict])).toEqual([
      ['cpython', 'confirmed'],
      ['node', 'refuted'],
    ])
  })

  test('another runtime agrees where its verdict is the same', () => {
    expect(decide('thread-no-cpu-gain', { rounds: { ...node(1), ...cpython(1.02) } }).why).toMatch(
      /Node: same result\.$/,
    )
    const both = decide('thread-no-cpu-gain', { rounds: { ...node(1.9), ...cpython(1.9) } })
    expect(both.verdict).toBe('refuted')
    expect(both.why).toMatch(/Node: same result\.$/)
  })

  test('Node alone cannot refute a claim on CPython, and CPython is said to be missing', () => {
    const claim = decide('thread-no-cpu-gain', { rounds: node(1.9) })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toMatch(
      /^CPython, which the claim speaks of, was not measured\. Node: not true here. 2 Node threads: 1\.90×/,
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
    expect(claim.why).toContain('Our own model of the lock shows it. 2 Node threads under our lock')
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
    expect(claim.runtimes[0]?.why).toMatch(/2 Node threads: 1\.90× .*\. Our own model of the lock shows it\. .*0\.99×/)
    // The model decides nothing, so it widens nothing.
    expect(claim.runtimes[0]?.why).toContain('95% interval')
  })

  test('illustrates nothing in a quick session', () => {
    const claim = decide('thread-no-cpu-gain', { rounds: locked, quick: true })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('leaves it undecided. A quick run is too short for a verdict')
  })
})
