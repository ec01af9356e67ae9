import { expect, test } from 'vitest'
import { chartThemes } from '../../../../experiments/core/charts/theme.ts'
import { memoryFigure } from '../../../../experiments/core/figures/memory.ts'
import { memoryBands } from '../../../../experiments/core/figures/memory-bands.ts'
import type { SampleRecord } from '../../../../experiments/core/session/sample.ts'
import { drawn } from './drawing.ts'
import { samples } from './made-up-curves.ts'

function peakOf(some: readonly SampleRecord[]): number {
  const sums = some.map(({ processes }) =>
    processes.reduce((sum, { role, rssBytes }) => sum + (role === 'lab' ? 0 : rssBytes / 2 ** 20), 0),
  )
  return Math.max(...sums)
}

test('bands add up to the memory of the measured processes, without the lab', () => {
  const some = samples(40, 3, 50)
  const { seconds, bands, peak } = memoryBands(some)
  expect(bands.map(({ name }) => name)).toEqual(['process 1', 'process 2', 'process 3'])
  expect([seconds[0], seconds.at(-1)]).toEqual([0, 39 * 0.25])
  const tops = seconds.map((_, index) => bands.reduce((sum, { mebibytes }) => sum + (mebibytes[index] ?? 0), 0))
  expect(Math.max(...tops)).toBeCloseTo(peakOf(some))
  expect(peak).toEqual({ mebibytes: Math.max(...tops), processes: 3 })
})

test('many samples become at most 300 points, and the highest of them stays', () => {
  const some = samples(5000, 2, 60)
  const spike = some.map((sample, index) =>
    index === 3333 ? { ...sample, processes: [{ pid: 9, role: 'worker' as const, rssBytes: 900 * 2 ** 20 }] } : sample,
  )
  const { seconds, peak } = memoryBands(spike)
  expect(seconds.length).toBeLessThanOrEqual(300)
  expect(seconds.length).toBeGreaterThan(200)
  expect(peak).toEqual({ mebibytes: 900, processes: 1 })
})

test('the trial process is the lowest band, and the rest of many processes is one', () => {
  const { bands } = memoryBands(samples(20, 40, 30))
  expect(bands.length).toBe(8)
  expect(bands.at(-1)?.name).toBe('processes 8 to 40')
})

test('the chart says what the peak was, in MiB over seconds', () => {
  const drawing = memoryFigure.draw(samples(60, 4, 45), { theme: chartThemes.dark, texts: null })
  const { texts, numbers } = drawn(drawing, 320, 180)
  const words = texts.map(({ text }) => text)
  expect(words).toEqual(expect.arrayContaining(['peak 184 MiB in 4 processes', '100 MiB', '10 s']))
  expect(numbers.every(Number.isFinite)).toBe(true)
})

test('without samples, and between trials, the chart says so', () => {
  const says = (some: readonly SampleRecord[]) =>
    drawn(memoryFigure.draw(some, { theme: chartThemes.light, texts: null }), 320, 180).texts.map(({ text }) => text)
  expect(says([])).toContain('no samples yet')
  expect(says(samples(3, 0, 0))).toContain('no trial running')
})
