import { expect, test } from 'vitest'
import { median } from '../../../../experiments/core/numbers/statistics.ts'
import { timelineOf, tooBusy } from './timeline-rounds.ts'
import { nodeRequest, runTrial } from '../trial-harness.ts'

const work = { size: 20_000, tasks: 4, passes: 24, warmup: 1, laps: 1 }

test.for([1, 5, 20])(
  'our own lock is held by one worker at a time, for about its switch interval of %i ms',
  async (switchIntervalMs, { skip }) => {
    const order = nodeRequest('locked-threads', 2, { ...work, switchIntervalMs })
    const found = await timelineOf(order, () => runTrial(order))
    expect(found).toMatchObject({ source: 'holds', switchIntervalMs })
    // true on the busiest machine: the lock sees to it
    expect(found.overlap.value).toBeLessThan(0.02)
    if (found.state === 'disturbed') skip(tooBusy)
    expect((found.medianHoldMs.value ?? 0) / switchIntervalMs).toBeGreaterThan(0.8)
    expect((found.medianHoldMs.value ?? 0) / switchIntervalMs).toBeLessThan(1.2)
  },
)

test('threads without a lock run at once', async ({ skip }) => {
  const order = nodeRequest('threads', 2, work)
  const found = await timelineOf(order, () => runTrial(order))
  expect(found.source).toBe('gaps')
  if (found.state === 'disturbed') skip(tooBusy)
  expect(found.overlap.value).toBeGreaterThan(0.5)
})

test('under the model of the lock one worker holds it at a time, each for about the switch interval', async () => {
  const run = await runTrial(
    nodeRequest('locked-threads', 3, { size: 40_000, tasks: 3, passes: 6, switchIntervalMs: 5 }),
  )
  const lap = run.laps.at(-1)
  const holds = (lap?.workers ?? []).flatMap(({ holds }) =>
    holds.flatMap((start, i) => (i % 2 === 0 ? [{ start, end: holds[i + 1] ?? start }] : [])),
  )
  holds.sort((a, b) => a.start - b.start)
  const heldMs = holds.reduce((sum, { start, end }) => sum + end - start, 0)
  const overlapMs = holds.reduce((sum, { end }, i) => sum + Math.max(0, end - (holds[i + 1]?.start ?? end)), 0)
  expect(holds.length).toBeGreaterThan(10)
  expect(overlapMs / heldMs).toBeLessThan(0.02)
  const lengths = holds.map(({ start, end }) => end - start)
  expect(median(lengths)).toBeGreaterThan(4)
  expect(median(lengths)).toBeLessThan(15)
})
