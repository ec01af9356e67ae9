import { describe, expect, test } from 'vitest'
import type { ClaimId } from '../../../../../experiments/core/names/claims.ts'
import { decideClaims } from '../../../../../experiments/core/claims/decide-claims.ts'
import { foldSession } from '../../../../../testbed/sessions/fold-session.ts'
import type { SessionRecord } from '../../../../../experiments/core/session/session.ts'
import type { ClaimRecord } from '../../../../../experiments/core/session/claim.ts'
import type { SeriesId } from '../../../../../experiments/core/names/series.ts'
import type { Lanes } from '../../../../../experiments/core/timeline/stretches.ts'
import { madeUpHeader } from '../../../../../testbed/sessions/header.ts'
import { madeUpTrial, type TrialContents } from '../../../../../testbed/sessions/trial.ts'
import { sideBySide, takingTurns } from '../../timeline/made-up-lanes.ts'

const rounds = 5
const lapMs = 400

interface Made {
  /** The lanes of each round, by series. */
  readonly lanes?: Readonly<Record<string, (round: number) => Lanes>>
  /** The value of each round, by series and name. */
  readonly facts?: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>
  /** The wait of all workers together, in each lap. */
  readonly coreWaitMs?: number
}

function verdictOn(id: ClaimId, { lanes = {}, facts = {}, coreWaitMs = 0 }: Made): ClaimRecord {
  const all = [...Object.keys(lanes), ...Object.keys(facts)] as SeriesId[]
  const records: SessionRecord[] = [
    madeUpHeader({
      experiment: { definition: { switchIntervalMs: 5, claims: [id] } },
      conditions: all.map((series) => ({ series, workers: 2, reference: false })),
    }),
  ]
  let trial = 0
  for (let round = 0; round < rounds; round++) {
    for (const series of all) {
      const own = lanes[series]?.(round)
      const found = Object.entries(facts[series] ?? {}).map(([name, values]) => ({ name, value: values[round] ?? 0 }))
      const measured = own === undefined ? {} : lapOf(own, coreWaitMs)
      records.push(...madeUpTrial({ trial: trial++, round, series, workers: 2 }, { ...measured, facts: found }))
    }
  }
  const [claim] = decideClaims(foldSession(records), [])
  if (claim === undefined) throw new Error(`${id} was not decided`)
  return claim
}

function lapOf(lanes: Lanes, coreWaitMs: number): TrialContents {
  const holds = lanes.map((lane) => lane.flatMap(({ startMs, endMs }) => [startMs, endMs]))
  const workers = lanes.map((lane) => ({
    startMs: 0,
    endMs: lapMs,
    cpuMs: lane.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
    coreWaitMs: coreWaitMs / lanes.length,
  }))
  return { laps: [{ lap: 1, warmup: false, makespanMs: lapMs, workers }], locks: [{ holds }] }
}

const turns = (holdMs: number) => (round: number) => takingTurns(2, holdMs + round * 0.001 * holdMs, lapMs)
const both = () => sideBySide(2, lapMs)

describe('thread-locked', () => {
  test('holds where CPython’s threads take turns and those of the free-threaded build do not', () => {
    const claim = verdictOn('thread-locked', { lanes: { 'cpython/threads': turns(5), 'cpython-ft/threads': both } })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain('Free-threaded CPython: different result')
  })

  test('does not hold where CPython’s threads run at once', () => {
    expect(verdictOn('thread-locked', { lanes: { 'cpython/threads': both } }).verdict).toBe('refuted')
  })

  test('is left open where nothing else shows that two threads could have run at once', () => {
    const lanes = { 'cpython/threads': turns(5), 'cpython-ft/threads': turns(5) }
    expect(verdictOn('thread-locked', { lanes }).verdict).not.toBe('confirmed')
  })

  test('is left open where workers waited for a core, since that looks like turns', () => {
    const lanes = { 'cpython/threads': turns(5), 'cpython-ft/threads': both }
    const claim = verdictOn('thread-locked', { lanes, coreWaitMs: lapMs / 2 })
    expect(claim.verdict).toBe('inconclusive')
    expect(claim.why).toContain('waited for a core')
  })
})

describe('lock-mutex', () => {
  const at = (holds: Readonly<Record<string, number>>, timerLateMs?: number) =>
    verdictOn('lock-mutex', {
      lanes: Object.fromEntries(Object.entries(holds).map(([series, holdMs]) => [series, turns(holdMs)])),
      ...(timerLateMs === undefined
        ? {}
        : { facts: { 'cpython/threads@lock-cores': { 'timer-late': Array<number>(rounds).fill(timerLateMs) } } }),
    })

  test('holds where threads take turns, and says that a hold lasts about a switch interval', () => {
    const claim = at({ 'cpython/threads': 5.2, 'cpython/threads@1ms': 1.15, 'cpython/threads@20ms': 20.2 })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toMatch(/true at 1 ms \(1\.15×\), 5 ms \(1\.04×\) and 20 ms \(1\.01×\)\.$/)
  })

  test('holds as well where holds are longer: their length is a second statement', () => {
    const claim = at({ 'cpython/threads': 5.2, 'cpython/threads@20ms': 26 })
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toMatch(/true at 5 ms \(1\.04×\), not true at 20 ms \(1\.30×\)\.$/)
  })

  test('the statement is left open where the timers of the system are coarse', () => {
    const claim = at({ 'cpython/threads': 20, 'cpython/threads@1ms': 16, 'cpython/threads@50ms': 52 }, 15)
    expect(claim.verdict).toBe('confirmed')
    expect(claim.why).toContain(
      'undecided at 1 ms (16.0×), 5 ms (4.01×) and 50 ms (1.04×), since a wait ends 15.0 ms late on this system',
    )
    expect(claim.why).not.toContain('did not hold')
  })

  test('does not hold where threads run at once', () => {
    expect(verdictOn('lock-mutex', { lanes: { 'cpython/threads': both } }).verdict).toBe('refuted')
  })

  test('at half a millisecond nothing is said', () => {
    expect(at({ 'cpython/threads': 5.2, 'cpython/threads@0.5ms': 1 }).why).not.toContain('0.5 ms')
  })

  test('our own model can only illustrate it', () => {
    expect(at({ 'node/locked-threads': 5.2 }).verdict).toBe('illustrated')
  })
})

describe('process-own-lock', () => {
  const overlaps = (within: number, between: number, wait: number) => ({
    'overlap-within': Array.from({ length: rounds }, (_, round) => within + round * 0.001),
    'overlap-between': Array.from({ length: rounds }, (_, round) => between + round * 0.001),
    'core-wait-share': Array.from({ length: rounds }, () => wait),
  })
  const of = (within: number, between: number, wait = 0, lanes: Made['lanes'] = {}, coreWaitMs = 0) =>
    verdictOn('process-own-lock', {
      lanes,
      coreWaitMs,
      facts: { 'cpython/processes@own-lock': overlaps(within, between, wait) },
    }).verdict

  test('holds with turns within a process and none between two', () => {
    expect(of(0.01, 0.9)).toBe('confirmed')
  })

  test('does not hold where the threads of a process overlap, or two processes take turns', () => {
    expect(of(0.2, 0.9)).toBe('refuted')
    expect(of(0.01, 0.3)).toBe('refuted')
  })

  test('is left open where workers waited for a core', () => {
    expect(of(0.01, 0.3, 0.4)).toBe('inconclusive')
    expect(of(0.01, 0.9, 0.4)).toBe('inconclusive')
  })

  test('holds on crowded cores where two threads took turns with the cores to themselves too', () => {
    expect(of(0.01, 0.9, 0.4, { 'cpython/threads': turns(5) })).toBe('confirmed')
    expect(of(0.01, 0.9, 0.4, { 'cpython/threads': both })).toBe('inconclusive')
    expect(of(0.01, 0.9, 0.4, { 'cpython/threads': turns(5) }, lapMs / 2)).toBe('inconclusive')
    expect(of(0.01, 0.3, 0.4, { 'cpython/threads': turns(5) })).toBe('inconclusive')
  })

  test('does not hold where threads overlap, however long they waited for a core', () => {
    expect(of(0.2, 0.9, 0.4)).toBe('refuted')
    expect(of(0.2, 0.3, 0.4)).toBe('refuted')
  })
})

describe('lock-multicore', () => {
  const of = (busy: number, seen: readonly number[], wait = 0) =>
    verdictOn('lock-multicore', {
      facts: {
        'cpython/threads@lock-cores': {
          'busy-cores': Array.from({ length: rounds }, (_, round) => busy + round * 0.001),
          'core-wait-share': Array.from({ length: rounds }, () => wait),
          ...(seen.length === 0 ? {} : { 'cores-seen': seen }),
        },
      },
    }).verdict

  test('holds where threads on several cores get one core’s worth of CPU time', () => {
    expect(of(0.99, [2, 2, 1, 2, 2])).toBe('confirmed')
  })

  test('does not hold where they get more, however long they waited for a core', () => {
    expect(of(1.9, [2, 2, 2, 2, 2])).toBe('refuted')
    expect(of(1.5, [2, 2, 2, 2, 2], 0.4)).toBe('refuted')
  })

  test('is left open where they hardly ran', () => {
    expect(of(0.2, [2, 2, 2, 2, 2])).toBe('inconclusive')
  })

  test('is left open where they get no more since they waited for a core', () => {
    expect(of(0.99, [2, 2, 2, 2, 2], 0.4)).toBe('inconclusive')
  })

  test('is left open where they stayed on one core, or where that cannot be seen', () => {
    expect(of(0.99, [1, 1, 1, 1, 1])).toBe('inconclusive')
    expect(of(0.99, [])).toBe('inconclusive')
  })
})
