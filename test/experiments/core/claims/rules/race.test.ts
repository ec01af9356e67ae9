import { expect, test } from 'vitest'
import { decideByFacts, fiveTimes, type Facts } from '../fact-session.ts'

const version = (text: string) => [{ runtime: 'cpython' as const, version: text, command: ['python3'] }]

/** The facts of a trial of two threads and four laps. */
function lost(unguarded: readonly number[], guarded: readonly number[] = [0, 0, 0, 0], plain = [0, 0, 0, 0]): Facts {
  return {
    increments: 300_000,
    'lost-read-call-write': [...unguarded],
    'lost-plain': [...plain],
    'lost-protected': [...guarded],
  }
}

const nothing = lost([0, 0, 0, 0])

test('one lap of all that lost an increment confirms the race, where the protected counter was always right', () => {
  const claim = decideByFacts(
    'thread-race',
    { 'cpython/threads': { 2: [nothing, lost([0, 0, 123_456, 0]), nothing] } },
    { runtimes: version('3.13.5') },
  )
  expect(claim.verdict).toBe('confirmed')
  expect(claim.why).toBe(
    'CPython: true here. Unprotected increments were lost in 1 of 12 laps (up to 123,456 of 600,000). Under a lock they were lost in none of 12 laps. ' +
      'Of x += 1 alone, which is not judged, increments were lost in none of 12 laps: CPython 3.10+ cannot switch threads in the middle of it.',
  )
})

test('enough laps that lost nothing refute it; fewer leave it open', () => {
  const decided = (trials: readonly Facts[]) => decideByFacts('thread-race', { 'cpython/threads': { 2: trials } })
  expect(decided([nothing, nothing, lost([0, 0])]).verdict).toBe('refuted')
  const open = decided([nothing, nothing, lost([0])])
  expect(open.verdict).toBe('inconclusive')
  expect(open.why).toContain('It takes 10 such laps to say that none gets lost')
})

test('a single increment that is lost under the lock refutes it, whatever else was lost', () => {
  const trials = [lost([9, 9, 9, 9]), lost([9, 9, 9, 9], [0, 0, 0, 1])]
  const claim = decideByFacts('thread-race', { 'cpython/threads': { 2: trials } })
  expect(claim.verdict).toBe('refuted')
  expect(claim.why).toContain('Under a lock they were lost in 1 of 8 laps (up to 1 of 600,000)')
})

test('the plain increment decides nothing, and older versions are not said to lose none for a reason', () => {
  const plainLost = lost([0, 0, 0, 0], [0, 0, 0, 0], [7, 0, 7, 7])
  const claim = decideByFacts(
    'thread-race',
    { 'cpython/threads': { 2: fiveTimes(plainLost) } },
    { runtimes: version('3.13.5') },
  )
  expect(claim.verdict).toBe('refuted')
  expect(claim.why).toContain(
    'Of x += 1 alone, which is not judged, increments were lost in 15 of 20 laps (up to 7 of 600,000)',
  )
  expect(claim.why).not.toContain('jump back')
  const old = decideByFacts(
    'thread-race',
    { 'cpython/threads': { 2: fiveTimes(nothing) } },
    { runtimes: version('3.9.18') },
  )
  expect(old.why).not.toContain('jump back')
})

test('a lone thread, a trial that failed and a trial that said nothing cannot tell', () => {
  for (const byWorkers of [{ 1: fiveTimes(nothing) }, { 2: fiveTimes(null) }, { 2: fiveTimes({}) }]) {
    const claim = decideByFacts('thread-race', { 'cpython/threads': byWorkers })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('counted in no lap with 2 or more threads')
  }
})

test('CPython decides, the others agree or differ, and our model of the lock is told beside Node', () => {
  const claim = decideByFacts('thread-race', {
    'node/locked-threads': { 2: fiveTimes(lost([5, 5, 5, 5])) },
    'node/threads': { 2: fiveTimes(lost([9, 9, 9, 9])) },
    'jython/threads': { 2: fiveTimes(nothing) },
    'cpython/threads': { 2: fiveTimes(lost([8, 8, 8, 8])) },
  })
  expect(claim.verdict).toBe('confirmed')
  expect(claim.why).toContain('Node: same result')
  expect(claim.why).toContain('Jython: different result')
  const node = claim.runtimes.find(({ runtime }) => runtime === 'node')
  expect(node?.why).toContain('With Atomics.add they were lost in none of 20 laps')
  expect(node?.why).toContain(
    'Under our model of a lock unprotected increments were lost in 20 of 20 laps (up to 5 of 600,000)',
  )
})

test('is not measured without a series of threads', () => {
  const found = { 'node/locked-threads': { 2: fiveTimes(lost([5, 5, 5, 5])) } }
  expect(decideByFacts('thread-race', found)).toMatchObject({ verdict: 'not-measured', runtimes: [] })
})

test('so few increments that workers hardly meet refute nothing', () => {
  const few = { ...nothing, increments: 1 }
  const claim = decideByFacts('thread-race', { 'cpython/threads': { 2: fiveTimes(few) } })
  expect(claim.verdict).toBe('inconclusive')
  expect(claim.why).toContain('With so few increments (1) a worker is done before another has begun')
})
