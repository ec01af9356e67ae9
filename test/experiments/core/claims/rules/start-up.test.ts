import { describe, expect, test } from 'vitest'
import type { RuntimeId } from '../../../../../experiments/core/names/series.ts'
import { decideByFacts, type Facts, type FactsBySeries } from '../fact-session.ts'

/** The factors by which five rounds scatter. */
const scatter = [1, 1.02, 0.98, 1.01, 0.99]

interface Starts {
  readonly processMs: number
  readonly threadMs: number
  /** The part of those in which it had no core. */
  readonly processWaitMs?: number
  readonly threadWaitMs?: number
  /** The number of starts of each kind in a round. */
  readonly starts?: number
}

/** Five rounds; a process's start scatters over them, a thread's does not. */
function rounds({ processMs, threadMs, processWaitMs = 0, threadWaitMs = 0, starts = 4 }: Starts): readonly Facts[] {
  const list = (ms: number): readonly number[] => Array.from({ length: starts }, () => ms)
  return scatter.map((off) => ({
    'process-start': [...list(processMs * off)],
    'process-core-wait': [...list(processWaitMs)],
    'thread-start': [...list(threadMs)],
    'thread-core-wait': [...list(threadWaitMs)],
  }))
}

function decide(facts: FactsBySeries) {
  return decideByFacts('process-slow-start', facts)
}

function spawned(runtime: RuntimeId, starts: Starts): FactsBySeries {
  return { [`${runtime}/processes`]: { 1: rounds(starts) } }
}

describe('a process starts more slowly than a thread', () => {
  test('where all of the interval of process over thread lies above 1×, which is told with both times', () => {
    const claim = decide(spawned('cpython', { processMs: 60, threadMs: 0.05 }))
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toMatch(
      /^CPython: true here\. Starting a process \(spawn\): 1,200× \(95% interval 1,17\d–1,22\d×\) the time of starting a thread; true if the whole interval is above 1×\. A process \(spawn\) 60\.0 ms \(58\.\d–61\.\d\), a thread 50\.0 µs \(50\.0–50\.0\)\.$/,
    )
    expect(claim.runtimes[0]?.evidence).toMatchObject({ bound: 1, side: 'above' })
  })

  test('is refuted where all of it lies below 1×, and open where it straddles it', () => {
    expect(decide(spawned('cpython', { processMs: 40, threadMs: 42 })).verdict).toBe('refuted')
    expect(decide(spawned('cpython', { processMs: 40, threadMs: 40.5 })).verdict).toBe('inconclusive')
    expect(decide(spawned('cpython', { processMs: 42, threadMs: 40 })).verdict).toBe('confirmed')
  })

  test('spawn and fork are judged separately: both have to be slower', () => {
    const both = (forkMs: number) =>
      decide({
        'cpython/processes': { 1: rounds({ processMs: 60, threadMs: 0.1 }) },
        'cpython/processes-fork': { 1: rounds({ processMs: forkMs, threadMs: 0.1 }) },
      })
    const slower = both(1.2)
    expect(slower.verdict).toBe('confirmed')
    expect(slower.why).toContain(
      'Starting a process (spawn): 600× (97.5% interval 585–615×) the time of starting a thread',
    )
    expect(slower.why).toContain('starting a process (fork): 12.0× (97.5% interval')
    const faster = both(0.09)
    expect(faster.verdict).toBe('refuted')
    expect(faster.why).toContain(
      'Starting a process (fork): 0.90× (97.5% interval 0.88–0.92×) the time of starting a thread',
    )
    expect(faster.why).not.toContain('starting a process (spawn): 600×')
  })

  test('CPython decides, and Node, whose threads start an engine of their own, stands beside it', () => {
    const claim = decide({
      ...spawned('cpython', { processMs: 60, threadMs: 0.05 }),
      ...spawned('node', { processMs: 36, threadMs: 40 }),
    })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toMatch(/Node: different result\.$/)
    expect(claim.runtimes.map(({ runtime, verdict }) => [runtime, verdict])).toEqual([
      ['cpython', 'confirmed'],
      ['node', 'refuted'],
    ])
  })

  test('interpreters are shown and not judged', () => {
    const claim = decide({
      ...spawned('cpython', { processMs: 60, threadMs: 0.05 }),
      'cpython/interpreters': { 1: scatter.map((off) => ({ 'interpreter-start': [0.01 * off], 'thread-start': [1] })) },
    })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('an interpreter 10.0 µs (9.8–10.2)')
  })

  test('takes 20 starts of each kind over the session', () => {
    const four = rounds({ processMs: 60, threadMs: 0.05, starts: 4 })
    const few = [...four.slice(0, 4), { 'process-start': [60, 60, 60], 'thread-start': [1, 1, 1, 1] }]
    const claim = decide({ 'cpython/processes': { 1: few } })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('Fewer than 20 starts were measured')
  })

  test('cannot be told from Jython, which has threads alone', () => {
    const claim = decide({ 'jython/threads': { 1: scatter.map((ms) => ({ 'thread-start': [ms, ms, ms, ms] })) } })
    expect(claim.verdict).toBe('not-measured')
    expect(claim.why).toContain('It takes CPython processes')
  })

  test('its other end, that a thread starts faster, is decided alike', () => {
    const claim = decideByFacts('thread-fast-start', spawned('cpython', { processMs: 40, threadMs: 42 }))
    expect(claim.verdict).toBe('refuted')
  })
})

describe('on a machine that others use', () => {
  test('a process that looks slow for want of a core decides nothing', () => {
    // without the 3 ms it would be 0.975 of a thread
    const claim = decide(spawned('cpython', { processMs: 42, threadMs: 40, processWaitMs: 3 }))
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain(
      'Disturbed: without the time that process starts of CPython processes had no core, the result could be another',
    )
  })

  test('nor does a thread that does', () => {
    const claim = decide(spawned('cpython', { processMs: 40, threadMs: 42, threadWaitMs: 3 }))
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('Disturbed: without the time that thread starts of CPython processes had no core')
  })

  test('waiting that cannot have changed the verdict leaves it as it is', () => {
    const slow = { processMs: 60, threadMs: 0.05, processWaitMs: 50, threadWaitMs: 0.04 }
    expect(decide(spawned('cpython', slow)).verdict).toBe('confirmed')
    const fast = { processMs: 40, threadMs: 60, processWaitMs: 30, threadWaitMs: 15 }
    expect(decide(spawned('cpython', fast)).verdict).toBe('refuted')
  })

  test('starts that were waiting all the time decide nothing, though the ratio is large', () => {
    const claim = decide(spawned('cpython', { processMs: 60, threadMs: 0.05, processWaitMs: 80 }))
    expect(claim.verdict).toBe('inconclusive')
  })
})
