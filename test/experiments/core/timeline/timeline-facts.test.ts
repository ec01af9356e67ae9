import { describe, expect, test } from 'vitest'
import { foldSession } from '../../../../testbed/sessions/fold-session.ts'
import type { LockRecord, Session, TrialRecord } from '../../../../experiments/core/session/session.ts'
import type { SeriesId } from '../../../../experiments/core/names/series.ts'
import type { Lanes } from '../../../../experiments/core/timeline/stretches.ts'
import { timelineFacts, type TimelineFacts } from '../../../../experiments/core/timeline/timeline-facts.ts'
import { timelineResults } from '../../../../experiments/core/timeline/timeline-result.ts'
import {
  findTimeline,
  mainTimeline,
  timelines,
  type TimelineCondition,
} from '../../../../experiments/core/timeline/timelines.ts'
import { madeUpHeader } from '../../../../testbed/sessions/header.ts'
import { madeUpTrial } from '../../../../testbed/sessions/trial.ts'
import { sideBySide, takingTurns } from './made-up-lanes.ts'

interface Round {
  readonly lanes: Lanes
  /** The wait of both workers together. */
  readonly coreWaitMs?: number
  /** The CPU time ÷ the time of the stretches. */
  readonly cpuShare?: number
  readonly round?: number
  readonly outcome?: TrialRecord['outcome']
}

const lapMs = 200

function session(series: SeriesId, rounds: readonly Round[], source: LockRecord['source'] = 'gaps'): Session {
  return foldSession([
    madeUpHeader({
      experiment: { definition: { switchIntervalMs: 5 } },
      conditions: [{ series, workers: 2, reference: false }],
    }),
    ...rounds.flatMap(({ lanes, coreWaitMs, cpuShare = 1, round, outcome = { kind: 'ok' } }, trial) => {
      const ranMs = (lane: Lanes[number]) => lane.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)
      const workers = lanes.map((lane) => ({
        startMs: 0,
        endMs: lapMs,
        cpuMs: ranMs(lane) * cpuShare,
        ...(coreWaitMs === undefined ? {} : { coreWaitMs: coreWaitMs / lanes.length }),
      }))
      const holds = lanes.map((lane) => lane.flatMap(({ startMs, endMs }) => [startMs, endMs]))
      return madeUpTrial(
        { trial, round: round ?? trial, series, workers: 2 },
        { laps: [{ lap: 1, warmup: false, makespanMs: lapMs, workers }], locks: [{ source, holds }], outcome },
      )
    }),
  ])
}

function facts(series: SeriesId, rounds: readonly Round[], source: LockRecord['source'] = 'gaps') {
  const found = timelineFacts(session(series, rounds, source), series, 2)
  if (found === null) throw new Error('no timeline')
  return found
}

const turnsOf = (holdMs: number): Round => ({ lanes: takingTurns(2, holdMs, lapMs) })

describe('a lock', () => {
  test('is seen as turns of the switch interval, with an interval over the rounds', () => {
    const found = facts('cpython/threads', [5.1, 5.2, 5.15, 5.05, 5.1].map(turnsOf))
    expect(found).toMatchObject({ state: 'clear', rounds: 5, roundsAside: 0, holdRounds: 5, switchIntervalMs: 5 })
    expect(found.overlap).toEqual({ value: 0, low: 0, high: 0 })
    const { value, low, high } = found.medianHoldMs
    expect(value).toBeCloseTo(5.12, 2)
    expect(low).toBeGreaterThan(5)
    expect(high).toBeLessThan(5.25)
  })

  test('is measured in each round by itself: the holds of a long lap do not outvote the others', () => {
    const found = facts('cpython/threads', [turnsOf(1), turnsOf(20)])
    expect(found.medianHoldMs.value).toBeCloseTo(Math.sqrt(20), 6)
  })

  test('has a value and no interval after one round', () => {
    expect(facts('cpython/threads', [turnsOf(5)])).toMatchObject({
      overlap: { value: 0, low: null, high: null },
      medianHoldMs: { low: null, high: null },
    })
  })

  test('of our own is as exact as its holds, whatever the CPU time', () => {
    const found = facts('node/locked-threads', [{ ...turnsOf(5), cpuShare: 0.2 }], 'holds')
    expect(found).toMatchObject({ source: 'holds', state: 'clear', medianHoldMs: { value: 5 } })
  })
})

describe('workers without a lock', () => {
  test('overlap, and hold nothing', () => {
    const found = facts('cpython-ft/threads', [{ lanes: sideBySide(2, lapMs) }, { lanes: sideBySide(2, lapMs) }])
    expect(found.overlap).toMatchObject({ value: 1, low: 1, high: 1 })
    expect(found).toMatchObject({
      medianHoldMs: { value: null },
      holdQuantilesMs: null,
      histogram: null,
      holdRounds: 0,
    })
  })
})

describe('on a machine that others use', () => {
  const disturbed: Round = { ...turnsOf(8), coreWaitMs: 60 }
  const quiet: Round = { ...turnsOf(5), coreWaitMs: 1 }

  test('rounds in which workers waited for a core are left aside', () => {
    const found = facts('cpython/threads', [disturbed, quiet, disturbed, quiet])
    expect(found).toMatchObject({ state: 'clear', rounds: 2, roundsAside: 2, medianHoldMs: { value: 5 } })
    expect(found.example.round).toBe(3)
  })

  test('and where there are no others, they are shown as what they are', () => {
    const found = facts('cpython/threads', [disturbed, disturbed])
    expect(found).toMatchObject({ state: 'disturbed', rounds: 2, roundsAside: 0 })
    expect(found.medianHoldMs.value).toBeCloseTo(8)
  })

  test('a wait below a tenth of the lap leaves a round as it is', () => {
    expect(facts('cpython/threads', [{ ...turnsOf(5), coreWaitMs: 19 }])).toMatchObject({ state: 'clear' })
    expect(facts('cpython/threads', [{ ...turnsOf(5), coreWaitMs: 21 }])).toMatchObject({ state: 'disturbed' })
  })
})

describe('gaps that do not show when workers ran', () => {
  // under a lock that changes hands every 0.6 ms, no gap is long enough to be seen: both seem to run all the time
  const tooFine: Round = { lanes: sideBySide(2, lapMs), cpuShare: 0.5 }

  test('are told by the CPU time that was not used, and no overlap is read from them', () => {
    const found = facts('cpython/threads', [tooFine, tooFine])
    expect(found).toMatchObject({ state: 'unresolved', rounds: 0, roundsAside: 2 })
    expect(found.overlap.value).toBeNull()
    expect(found.medianHoldMs.value).toBeNull()
    expect(found.example.lanes).toHaveLength(2)
  })

  test('are told in work that only waits, too: it seems to run, and uses no CPU time at all', () => {
    expect(facts('cpython/threads', [{ lanes: sideBySide(2, lapMs), cpuShare: 0 }])).toMatchObject({
      state: 'unresolved',
    })
  })

  test('do not spoil the rounds in which they do', () => {
    expect(facts('cpython/threads', [tooFine, turnsOf(5)])).toMatchObject({ state: 'clear', rounds: 1, roundsAside: 1 })
  })
})

test('a trial that was repeated within its round stands in for the first, and a failed one for nothing', () => {
  const failed: Round = { ...turnsOf(9), outcome: { kind: 'crashed', message: '' } }
  const rounds = [
    { ...turnsOf(8), round: 0 },
    { ...turnsOf(5), round: 0 },
    { ...failed, round: 1 },
  ]
  expect(facts('cpython/threads', rounds)).toMatchObject({ rounds: 1, medianHoldMs: { value: 5 } })
})

test('a series has the switch interval of its variant, else that of the file, or none where its runtime has none', () => {
  const intervalOf = (series: SeriesId) => facts(series, [turnsOf(5)]).switchIntervalMs
  expect(intervalOf('cpython/threads@20ms')).toBe(20)
  expect(intervalOf('cpython/threads')).toBe(5)
  expect(intervalOf('cpython-ft/locked-threads')).toBe(5)
  expect(intervalOf('node/threads')).toBeNull()
  expect(intervalOf('jython/threads')).toBeNull()
  expect(intervalOf('cpython/interpreters')).toBeNull()
})

test('a session lists the conditions that have a timeline, and an older one without any lists none', () => {
  const some = session('cpython/threads', [turnsOf(5)])
  expect(timelines(some).map(({ series, workers }) => [series, workers])).toEqual([['cpython/threads', 2]])
  expect(timelines({ ...some, locks: [] })).toEqual([])
})

test('the one to show first is CPython’s lock, with no more rows than one can follow', () => {
  const of = (series: SeriesId, workers: number): TimelineFacts => ({ ...facts(series, [turnsOf(5)]), workers })
  const all = [
    of('node/threads', 2),
    of('node/locked-threads', 4),
    of('cpython/threads', 2),
    of('cpython/threads', 4),
    of('cpython/threads', 8),
  ]
  const factsOf = ({ series, workers }: TimelineCondition) =>
    all.find((one) => one.series === series && one.workers === workers) ?? null
  expect(mainTimeline(all, factsOf)).toMatchObject({ series: 'cpython/threads', workers: 4 })
  const unresolved = (condition: TimelineCondition): TimelineFacts | null => {
    const found = factsOf(condition)
    return found?.series === 'cpython/threads' ? { ...found, state: 'unresolved' } : found
  }
  expect(mainTimeline(all, unresolved)).toMatchObject({ series: 'node/locked-threads', workers: 4 })
  expect(mainTimeline(all.slice(2), unresolved)).toMatchObject({ series: 'cpython/threads', workers: 4 })
  expect(mainTimeline([], factsOf)).toBeNull()
})

test('the one that was chosen is found, and the one to show first where there is no such one', () => {
  const fixture = session('cpython/threads', [turnsOf(5)])
  expect(findTimeline(fixture, { series: 'cpython/threads', workers: 2 })).toMatchObject({ workers: 2 })
  expect(findTimeline(fixture, { series: 'node/threads', workers: 9 })).toMatchObject({ series: 'cpython/threads' })
  expect(findTimeline({ ...fixture, locks: [] }, null)).toBeNull()
})

test('the result document has the figures of each condition, and not its laps', () => {
  const [result] = timelineResults(session('cpython/threads', [turnsOf(5), turnsOf(5)]))
  expect(result).toMatchObject({
    series: 'cpython/threads',
    workers: 2,
    source: 'gaps',
    rounds: 2,
    switchIntervalMs: 5,
  })
  expect(Object.keys(result ?? {})).not.toContain('example')
})
