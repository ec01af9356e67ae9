import { expect, test } from 'vitest'
import { overlap } from '../../../../experiments/core/charts/place-labels.ts'
import { chartThemes } from '../../../../experiments/core/charts/theme.ts'
import { factSummaries } from '../../../../experiments/core/facts/fact-summary.ts'
import { factSweeps } from '../../../../experiments/core/facts/fact-sweeps.ts'
import { payloadCurves, payloadFigure } from '../../../../experiments/core/figures/payload.ts'
import { probeSession } from '../../../../testbed/sessions/fact-rounds.ts'
import { drawn } from './drawing.ts'

const sizes = ['1B', '1KiB', '64KiB', '1MiB', '16MiB', '64MiB']
const units = Object.fromEntries(
  ['', 'transfer-', 'shared-memory-', 'advanced-'].flatMap((way) =>
    sizes.map((size) => [`${way}round-trip-${size}`, 'ms']),
  ),
)

/** Three rounds of round trips that grow by this factor from one payload to the next. */
function trips(way: string, firstMs: number, growth: number): Readonly<Record<string, number>>[] {
  return [1, 1.06, 0.95].map((off) =>
    Object.fromEntries(sizes.map((size, at) => [`${way}round-trip-${size}`, firstMs * growth ** at * off])),
  )
}

function joined(...ways: readonly (readonly Readonly<Record<string, number>>[])[]): Readonly<Record<string, number>>[] {
  return [0, 1, 2].map(
    (round) => Object.assign({}, ...ways.map((way) => way[round])) as Readonly<Record<string, number>>,
  )
}

const session = probeSession(
  {
    'cpython/threads': { 1: trips('', 0.06, 1.02) },
    'cpython/processes': { 1: joined(trips('', 0.08, 5), trips('shared-memory-', 0.08, 1.01)) },
    'jython/threads': { 1: trips('', 0.09, 1) },
    'node/threads': { 1: joined(trips('', 0.02, 7), trips('transfer-', 0.02, 1), trips('shared-memory-', 0.005, 1)) },
    'node/processes': { 1: joined(trips('', 0.04, 8), trips('advanced-', 0.04, 6)) },
  },
  units,
)
const light = { theme: chartThemes.light, texts: null }
const [sweep] = factSweeps(factSummaries(session))
if (sweep === undefined) throw new Error('there is no sweep')

test('every curve is named, on axes of payloads and decades with their units', () => {
  const words = drawn(payloadFigure.draw(sweep, light), 676, 380).texts.map(({ text }) => text)
  expect(words).toEqual(expect.arrayContaining(['1 B', '64 MiB', '10 µs', '1 ms', '1 s']))
  for (const name of ['transfer', 'advanced', 'Jython threads']) expect(words.join(' ')).toContain(name)
})

test('no two texts overlap, none is cut off, and no number is infinite', () => {
  for (const [width, height] of [
    [960, 600],
    [640, 360],
    [560, 300],
  ] as const) {
    const { texts, numbers } = drawn(payloadFigure.draw(sweep, { ...light, theme: chartThemes.dark }), width, height)
    const pairs = texts.flatMap((one, at) => texts.slice(at + 1).filter((other) => overlap(one, other)))
    expect(pairs).toEqual([])
    expect(
      texts.filter(({ left, right, top, bottom }) => left < 0 || right > width || top < 0 || bottom > height),
    ).toEqual([])
    expect(numbers.every(Number.isFinite)).toBe(true)
  }
})

test('no two curves look alike', () => {
  const looks = payloadCurves(sweep, chartThemes.light).map(({ colour, dash }) => JSON.stringify([colour, dash]))
  expect(new Set(looks).size).toBe(sweep.curves.length)
})

test('what took no time is left out: a logarithm has no place for it', () => {
  const zero = probeSession({ 'node/threads': { 1: [{ 'trip-1B': 0, 'trip-1KiB': 1, 'trip-1MiB': 2 }] } })
  const [only] = factSweeps(factSummaries(zero))
  if (only === undefined) throw new Error('there is no sweep')
  expect(payloadCurves(only, chartThemes.light)[0]?.points).toHaveLength(2)
  expect(drawn(payloadFigure.draw(only, light), 640, 360).numbers.every(Number.isFinite)).toBe(true)
})

test('the tooltip names the point under the pointer, also if an earlier point took no time', () => {
  const zero = probeSession({ 'node/threads': { 1: [{ 'trip-1B': 0, 'trip-1KiB': 1, 'trip-1MiB': 2 }] } })
  const [only] = factSweeps(factSummaries(zero))
  const drawing = only === undefined ? null : payloadFigure.draw(only, light)
  if (drawing?.kind !== 'chart') throw new Error('there is no chart')
  const title = drawing.config.options?.plugins?.tooltip?.callbacks?.title
  expect(title?.call({} as never, [{ datasetIndex: 0, dataIndex: 0 } as never])).toBe('1 KiB')
})
