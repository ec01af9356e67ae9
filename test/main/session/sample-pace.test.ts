import { expect, test } from 'vitest'
import { SamplePace } from '../../../main/session/sample-pace.ts'

function samplesIn(durationMs: number): number {
  const pace = new SamplePace(100)
  let [samples, intervalMs] = [0, 100]
  for (let atMs = 0; atMs < durationMs; atMs += intervalMs) {
    samples++
    intervalMs = pace.slowedDown() ?? intervalMs
  }
  return samples
}

const minuteMs = 60_000

test('ten minutes are looked at ten times a second', () => {
  expect(samplesIn(10 * minuteMs)).toBe(6000)
})

test('a day, and a week, have few more samples than an hour', () => {
  expect(samplesIn(60 * minuteMs)).toBeLessThan(18_000)
  expect(samplesIn(24 * 60 * minuteMs)).toBeLessThan(45_000)
  expect(samplesIn(7 * 24 * 60 * minuteMs)).toBeLessThan(65_000)
})
