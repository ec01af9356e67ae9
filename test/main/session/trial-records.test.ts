import { expect, test } from 'vitest'
import { findSeries } from '../../../experiments/core/names/series.ts'
import { trialRecord } from '../../../main/session/trial-records.ts'
import type { LapMessage } from '../../../main/trial/trial-messages.ts'

/** A lap of 100 ms in which each worker waited so long for a core. */
function lap(waitsMs: readonly (number | undefined)[], warmup = false): LapMessage {
  const worker = { startMs: 0, endMs: 100, cpuMs: 90, checksum: 1, gaps: [], holds: [], peakRssBytes: 1 }
  const workers = waitsMs.map((coreWaitMs) => ({ ...worker, ...(coreWaitMs === undefined ? {} : { coreWaitMs }) }))
  return { type: 'lap', lap: 1, warmup, makespanMs: 100, cpuMs: 180, checksum: 'a', workers, peakRssBytes: 1 }
}

function coreWaitOf(laps: readonly LapMessage[]): number | undefined {
  const series = findSeries('node/threads')
  if (series === undefined) throw new Error('there are no such series')
  const load = { otherCores: 0.5, stolenCores: 0, culprits: [] }
  const run = { pids: [], processStartMs: 1, startupMs: 1, startMethod: null, facts: [], laps, load }
  const condition = { series, workers: 2, reference: false, monitor: 'on', turn: 1 } as const
  const at = { trial: 0, round: 0, startedAtMs: 0, endedAtMs: 1, inPairs: false }
  const outcome = { kind: 'ok' } as const
  return trialRecord({ run: { ...run, outcome }, condition, outcome, ...at }).load?.coreWait
}

test('a trial keeps how long its worst worker waited for a core in a measured lap', () => {
  expect(coreWaitOf([lap([90, 90], true), lap([2, 40]), lap([30, 1]), lap([0, 0])])).toBe(0.3)
  // in the first lap that is the wait since the worker was loaded
  expect(coreWaitOf([{ ...lap([90, 90]), lap: 0 }, lap([5, 1])])).toBe(0.05)
})

test('it keeps nothing where the system does not tell', () => {
  expect(coreWaitOf([lap([undefined, undefined])])).toBeUndefined()
  expect(coreWaitOf([])).toBeUndefined()
})
