import { expect, test } from 'vitest'
import { RunningTime } from '../../../main/system/running-time.ts'

test('a stop of the process, or sleep of the machine, counts as one step', () => {
  const time = new RunningTime(20)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  expect(time.ms).toBe(20)
  time.stop()
})

test('otherwise it counts as the clock does', async () => {
  const time = new RunningTime(20)
  const startedMs = performance.now()
  while (performance.now() - startedMs < 200) await new Promise((resolve) => setTimeout(resolve, 1))
  expect(time.ms).toBeGreaterThan(50)
  expect(time.ms).toBeLessThanOrEqual(performance.now() - startedMs + 1)
  time.stop()
})
