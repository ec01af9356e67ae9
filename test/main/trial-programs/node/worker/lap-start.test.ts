import { expect, test } from 'vitest'
import { stayAwakeUntil, turnsPerMs } from '../../../../../main/trial-programs/node/worker/lap-start.ts'
import { nodeRequest, runTrial } from '../../trial-harness.ts'

const startUs = 2000

/** A clock on which a turn takes as long as `turnUs` says of the moment at which it begins. */
function madeUpClock(turnUs: (us: number) => number, wokenAtUs = 0): () => number {
  let us = wokenAtUs
  let readings = 0
  return () => {
    if (readings++ > 0) us += turnUs(us)
    return us
  }
}

function speedOf(turnUs: (us: number) => number, wokenAtUs?: number): number | null {
  return turnsPerMs(stayAwakeUntil(startUs, madeUpClock(turnUs, wokenAtUs)))
}

test('a core that is a sixth slower makes a sixth fewer turns', () => {
  expect(speedOf(() => 10)).toBeCloseTo(100, 6)
  expect(speedOf(() => 12)).toBeCloseTo(100 / 1.2, 6)
})

test('a worker that was woken late turned for a shorter time, not more slowly', () => {
  expect(speedOf(() => 10, 1500)).toBeCloseTo(100, 6)
})

test('a worker that was woken too late says nothing of its core', () => {
  expect(speedOf(() => 10, 1800)).toBeNull()
  expect(speedOf(() => 10, 2500)).toBeNull()
})

test('a worker that lost its core meanwhile had no slower one', () => {
  let lost = false
  const losesIt = (us: number): number => {
    if (lost || us < 1200) return 10
    lost = true
    return 400
  }
  expect(speedOf(losesIt)).toBeCloseTo(100, 6)
})

test('a core that slept is measured when it is as fast as it gets', () => {
  expect(speedOf((us) => (us < 800 ? 20 : 10))).toBeCloseTo(100, 6)
})

test('no turn makes a lap wait, however slow the core is', () => {
  const turnsUs = stayAwakeUntil(
    startUs,
    madeUpClock(() => 450),
  )
  expect(turnsUs.reduce((sum, turn) => sum + turn, 0)).toBeLessThanOrEqual(startUs)
})

test('workers with a core each report its speed; workers of one lock or one event loop, which take turns, do not', async () => {
  const readings = async (executor: 'serial' | 'threads' | 'processes' | 'locked-threads' | 'async') => {
    const workers = executor === 'serial' ? 1 : 2
    const { laps } = await runTrial(nodeRequest(executor, workers, { laps: 10, passes: 1 }))
    return laps.flatMap((lap) => lap.workers.flatMap((worker) => worker.turnsPerMs ?? []))
  }
  for (const executor of ['serial', 'threads', 'processes'] as const) {
    const found = await readings(executor)
    expect(found.length, executor).toBeGreaterThan(0)
    for (const turns of found) expect(turns).toBeGreaterThan(0)
  }
  expect(await readings('locked-threads')).toEqual([])
  expect(await readings('async')).toEqual([])
})
