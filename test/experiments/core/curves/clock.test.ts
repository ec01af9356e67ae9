import { expect, test } from 'vitest'
import { roundResults } from '../../../../experiments/core/curves/round-results.ts'
import type { SeriesId } from '../../../../experiments/core/names/series.ts'
import { sessionOf, type MadeUpRound } from '../../../../testbed/sessions/rounds.ts'

interface WorkerSpeed {
  readonly turnsPerMs?: number
  /** When the worker ended, as a share of the lap. */
  readonly endsAt?: number
}

function trialOf(speeds: readonly WorkerSpeed[]): MadeUpRound {
  return {
    lapsMs: [200, 200],
    workers: (makespanMs) =>
      speeds.map(({ turnsPerMs, endsAt = 1 }) => ({
        startMs: 0,
        endMs: endsAt * makespanMs,
        cpuMs: endsAt * makespanMs,
        ...(turnsPerMs === undefined ? {} : { turnsPerMs }),
      })),
  }
}

function clockOf(series: SeriesId, speeds: readonly WorkerSpeed[], usableCores = 2): number | null | undefined {
  const rounds = {
    'node/serial': { 1: [trialOf([{ turnsPerMs: 100 }])] },
    [series]: { [speeds.length]: [trialOf(speeds)] },
  }
  return roundResults(sessionOf({ usableCores, rounds })).of(series, speeds.length).get(0)?.clock
}

test('the clock is the speed of the cores over that of serial’s core in the same round', () => {
  expect(clockOf('node/processes', [{ turnsPerMs: 84 }, { turnsPerMs: 84 }])).toBeCloseTo(0.84, 10)
  expect(clockOf('node/serial', [{ turnsPerMs: 100 }])).toBe(1)
})

test('where cores differ it is that of the worker that ended last, which made the lap as long as it was', () => {
  expect(clockOf('node/threads', [{ turnsPerMs: 100, endsAt: 0.5 }, { turnsPerMs: 50 }])).toBeCloseTo(0.5, 10)
  expect(clockOf('node/threads', [{ turnsPerMs: 97 }, { turnsPerMs: 60, endsAt: 0.9 }])).toBeCloseTo(0.97, 10)
})

test('it is unknown in a session without turns, and where workers outnumber the cores', () => {
  expect(clockOf('node/threads', [{}, {}])).toBeNull()
  expect(clockOf('node/threads', [{ turnsPerMs: 50 }, { turnsPerMs: 50 }], 1)).toBeNull()
})
