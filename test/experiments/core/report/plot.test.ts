import { expect, test } from 'vitest'
import type { SeriesId } from '../../../../experiments/core/names/series.ts'
import { plotText } from '../../../../experiments/core/report/plot.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import { crashed, sessionOf, type RoundsBySeries } from '../../../../testbed/sessions/rounds.ts'

function plot(rounds: RoundsBySeries): readonly string[] {
  return plotText(curvesOf(sessionOf({ rounds }))).split('\n')
}

const rounds: RoundsBySeries = {
  'node/serial': { 1: [400] },
  'node/processes': { 1: [400], 2: [200], 4: [100] },
  'node/locked-threads': { 1: [400], 2: [400], 4: [400] },
}

test('each line carries its name, its marker and its last value, at the height of that value', () => {
  const lines = plot(rounds)
  const top = lines.findIndex((line) => line.endsWith('● node/processes 4.00×'))
  const flat = lines.findIndex((line) => line.endsWith('■ node/locked-threads 1.00×'))
  expect(lines[top]).toMatch(/●\s+● node\/processes/)
  expect(lines[flat]).toMatch(/■\s+■ node\/locked-threads/)
  expect(top).toBeLessThan(flat)
})

test('the plot fits a terminal of 80 columns', () => {
  expect(Math.max(...plot(rounds).map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('worker counts stand under their points: the axis is linear in workers', () => {
  const lines = plot(rounds)
  const axis = lines.at(-1) ?? ''
  const [one, two, four] = ['1', '2', '4'].map((count) => axis.indexOf(count))
  expect((four ?? 0) - (two ?? 0)).toBeCloseTo(2 * ((two ?? 0) - (one ?? 0)), -0.5)
  const top = lines.find((line) => line.endsWith('● node/processes 4.00×')) ?? ''
  expect(top.indexOf('●')).toBe(four)
})

test('lines that end at the same height keep a label each', () => {
  const together: Partial<Record<SeriesId, Record<number, number[]>>> = {
    'node/serial': { 1: [400] },
    'node/threads': { 2: [200] },
    'node/processes': { 2: [200] },
    'node/locked-threads': { 2: [200] },
  }
  const text = plot(together).join('\n')
  for (const name of ['node/threads', 'node/processes', 'node/locked-threads']) expect(text).toContain(`${name} 2.00×`)
})

test('a session without a speedup says so instead of an empty plot', () => {
  expect(plot({ 'node/serial': { 1: [400] } })).toEqual(['No speedup to plot.'])
  expect(plot({ 'node/serial': { 1: [400] }, 'node/threads': { 2: [crashed] } })).toEqual(['No speedup to plot.'])
})
