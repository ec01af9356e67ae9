import { expect, test } from 'vitest'
import { lapProblem, lapsMissing } from '../../../main/trial/lap-check.ts'
import type { LapMessage } from '../../../main/trial/trial-messages.ts'
import { nodeRequest } from '../trial-programs/trial-harness.ts'

const asked = nodeRequest('threads', 2, { warmup: 1, laps: 2 })

function lap(changes: Partial<LapMessage> = {}): LapMessage {
  const worker = { startMs: 0, endMs: 5, cpuMs: 5, checksum: 1, gaps: [], holds: [], peakRssBytes: 1 }
  const sums = { makespanMs: 5, cpuMs: 10, checksum: '2', peakRssBytes: 2 }
  return { type: 'lap', lap: 0, warmup: false, ...sums, workers: [worker, worker], ...changes }
}

test('a lap within what was asked for is taken', () => {
  expect(lapProblem(lap(), 2, 50, asked)).toBeNull()
  expect(lapProblem(lap(), 11, 50, { ...asked, warmup: 'auto' })).toBeNull()
})

test.each([
  [lap(), 3, 'more laps than the 3'],
  [lap({ workers: [] }), 0, 'a lap of 0 workers, and was asked for 2'],
  [lap({ makespanMs: -5 }), 0, 'a lap of -5 ms'],
  [lap({ makespanMs: 5_788_800_000 }), 0, 'a lap of 5788800000 ms, 50 ms after its start'],
  [lap({ makespanMs: Number.NaN }), 0, 'a lap of NaN ms'],
])('a lap that cannot be is refused with the reason', (message, before, reason) => {
  expect(lapProblem(message, before, 50, asked)).toContain(reason)
})

test('a trial that ended well without its laps is no good one, but a probe has none', () => {
  expect(lapsMissing([lap({ warmup: true }), lap(), lap()], asked)).toBeNull()
  expect(lapsMissing([lap({ warmup: true }), lap()], asked)).toContain('1 of the 2 laps')
  expect(lapsMissing([], { ...asked, workload: { kind: 'probe', probe: 'race' } })).toBeNull()
})
