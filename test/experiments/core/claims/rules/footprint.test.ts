import { describe, expect, test } from 'vitest'
import type { RuntimeId } from '../../../../../experiments/core/names/series.ts'
import { decideByFacts, type Facts, type FactsBySeries } from '../fact-session.ts'

const counts = [1, 2, 4, 8]
/** The factors by which three rounds scatter. */
const scatter = [1, 1.02, 0.98]
const KiB = 1024
const MiB = 1024 ** 2

type Weighed = Readonly<Record<number, readonly Facts[]>>

/** Memory at each count, in three rounds: something once, and the same for each worker. */
function weighed(workerBytes: number, onceBytes = 3 * MiB, name = 'added-private'): Weighed {
  return Object.fromEntries(
    counts.map((workers) => [workers, scatter.map((off) => ({ [name]: onceBytes + workers * workerBytes * off }))]),
  )
}

function both(runtime: RuntimeId, processBytes: number, threadBytes: number): FactsBySeries {
  return { [`${runtime}/processes`]: weighed(processBytes), [`${runtime}/threads`]: weighed(threadBytes, 50 * KiB) }
}

describe('a process has a larger footprint', () => {
  const decide = (facts: FactsBySeries) => decideByFacts('process-memory', facts)

  test('where it adds more than a thread by the slopes, whatever is needed once', () => {
    const claim = decide(both('cpython', 8 * MiB, 40 * KiB))
    expect(claim.verdict).toBe('confirmed')
    // both scatter alike within a round, so their ratio does not scatter at all
    expect(claim.why).toBe(
      'CPython: true here. A process (spawn): 205× (95% interval 205–205×) the memory that a thread adds; true if the whole interval is above 1×. A process (spawn) adds 8.00 MiB (7.61–8.41), a thread adds 40.0 KiB (38.1–42.0): pages of its own that no other process has; the slope over 1, 2, 4 and 8 workers.',
    )
    const once = { 'cpython/processes': weighed(8 * MiB, -20 * MiB), 'cpython/threads': weighed(40 * KiB, 90 * MiB) }
    expect(decide(once).why).toContain('205×')
  })

  test('is refuted where it adds less, and open where both add the same', () => {
    expect(decide(both('cpython', 10 * MiB, 10.1 * MiB)).verdict).toBe('refuted')
    expect(decide(both('cpython', 10 * MiB, 10 * MiB)).verdict).toBe('inconclusive')
  })

  test('has to hold for forked processes too, where they were weighed', () => {
    const forked = (bytes: number) =>
      decide({ ...both('cpython', 8 * MiB, 40 * KiB), 'cpython/processes-fork': weighed(bytes, -8 * MiB) })
    expect(forked(2 * MiB)).toMatchObject({
      verdict: 'confirmed',
      why: expect.stringContaining('(fork): 51.2× (97.5%'),
    })
    expect(forked(39 * KiB).verdict).toBe('refuted')
  })

  test('CPython decides, and Node, whose threads bring an engine of their own, stands beside it', () => {
    const claim = decide({ ...both('cpython', 8 * MiB, 40 * KiB), ...both('node', 10 * MiB, 11 * MiB) })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toMatch(/Node: different result\.$/)
  })

  test('a slope below a page counts as a page, so that threads that added nothing have a ratio', () => {
    const claim = decide({ 'cpython/processes': weighed(8 * MiB), 'cpython/threads': weighed(-30 * KiB) })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('a thread adds 4.00 KiB')
  })

  test('takes every count in a round: a line through fewer would be another slope', () => {
    const all = both('cpython', 8 * MiB, 40 * KiB)
    const eight = weighed(40 * KiB, 50 * KiB)[8]?.slice(0, 2) ?? []
    const two = decide({ ...all, 'cpython/threads': { ...weighed(40 * KiB, 50 * KiB), 8: eight } })
    expect(two.verdict).toBe('confirmed')
    expect(two.why).toContain('a thread adds 40.0 KiB and 40.8 KiB')
    const none = decide({ ...all, 'cpython/threads': { ...weighed(40 * KiB), 8: [{}] } })
    expect(none.verdict).toBe('inconclusive')
    expect(none.why).toContain('no round has both trials')
  })

  test('one count of workers has no slope', () => {
    const one = { 'cpython/processes': { 2: weighed(8 * MiB)[2] ?? [] }, 'cpython/threads': { 2: weighed(1)[2] ?? [] } }
    const claim = decide(one)
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('Several counts of workers, of both processes and threads, were not measured')
  })

  test('cannot be told while memory is moved to disk', () => {
    const facts = both('cpython', 8 * MiB, 40 * KiB)
    const swapped = (weighed(8 * MiB)[8] ?? []).map((found) => ({ ...found, swapped: 4096 }))
    const claim = decide({ ...facts, 'cpython/processes': { ...weighed(8 * MiB), 8: swapped } })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('Disturbed: memory of CPython processes was moved to disk before it was weighed')
  })

  test('says so where only RSS could be read', () => {
    const claim = decide({
      'cpython/processes': weighed(8 * MiB, 0, 'added-rss'),
      'cpython/threads': weighed(40 * KiB, 0, 'added-rss'),
    })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('RSS, in which pages that processes share count for each')
  })
})

describe('a thread is light', () => {
  const decide = (processBytes: number, threadBytes: number) =>
    decideByFacts('thread-light', both('cpython', processBytes, threadBytes))

  test('where all of the interval lies below a quarter of a process', () => {
    const claim = decide(8 * MiB, 1.99 * MiB)
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain(
      'A thread: 0.249 (95% interval 0.249–0.249) of the memory that a process (spawn) adds; true if the whole interval is below 0.25',
    )
  })

  test('is refuted above a quarter, and open on it', () => {
    expect(decide(8 * MiB, 2.01 * MiB).verdict).toBe('refuted')
    expect(decide(8 * MiB, 2 * MiB).verdict).toBe('inconclusive')
  })

  test('is not measured by threads alone', () => {
    const claim = decideByFacts('thread-light', { 'jython/threads': weighed(40 * KiB) })
    expect(claim.verdict).toBe('not-measured')
  })
})
