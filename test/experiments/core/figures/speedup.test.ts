import { expect, test } from 'vitest'
import { curveLine } from '../../../../experiments/core/charts/drawn-curve.ts'
import type { Look } from '../../../../experiments/core/charts/figure-frame.ts'
import { overlap } from '../../../../experiments/core/charts/place-labels.ts'
import { chartThemes } from '../../../../experiments/core/charts/theme.ts'
import type { Curve } from '../../../../experiments/core/curves/curve.ts'
import { speedupFigure } from '../../../../experiments/core/figures/speedup.ts'
import { speedupCurves, type SpeedupData } from '../../../../experiments/core/figures/speedup-curves.ts'
import { allSeries } from '../../../../experiments/core/names/series.ts'
import { drawn, type DrawnText } from './drawing.ts'
import { curve, eightCores, twoCores } from './made-up-curves.ts'
import { SeededNumbers } from '../../../../testbed/seeded-numbers.ts'

const base = { over: 'serial', baseline: 'node/locked-threads', usableCores: 2, monitorCost: null } as const
const light: Look = { theme: chartThemes.light, texts: null }

function chart(curves: readonly Curve[], changes: Partial<SpeedupData> = {}, texts: Look['texts'] = null) {
  return speedupFigure.draw({ ...base, curves, ...changes }, { ...light, texts })
}

function curvesOf(curves: readonly Curve[], changes: Partial<SpeedupData> = {}) {
  return speedupCurves({ ...base, curves, ...changes }, chartThemes.light)
}

function axisOf({ config }: ReturnType<typeof chart>, name: 'x' | 'y') {
  const axis = config.options?.scales?.[name]
  return { min: Number(axis?.min), max: Number(axis?.max) }
}

/** Curves of any length, height and spread, as measurements may come. */
function randomCurves(random: SeededNumbers): readonly Curve[] {
  const height = 10 ** (random.uniform() * 4 - 2)
  return allSeries
    .filter(() => random.uniform() < 0.3)
    .map(({ id }) => {
      const counts = [1, 2, 3, 4, 8, 16, 40].filter(() => random.uniform() < 0.5)
      const speedups = Object.fromEntries(
        counts.map((count) => [count, random.uniform() < 0.05 ? null : random.uniform() * height]),
      )
      return curve(id, speedups, {
        reference: random.uniform() < 0.2,
        spread: random.uniform() < 0.2 ? null : random.uniform() * 0.6,
      })
    })
}

function overlaps(texts: readonly DrawnText[]): readonly string[] {
  return texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter((other) => overlap(one, other))
      .map((other) => `${one.text} | ${other.text}`),
  )
}

test('every value and every interval lies on the axes, or is more than twice as high as the values', () => {
  const random = new SeededNumbers(3)
  for (let round = 0; round < 200; round++) {
    const curves = randomCurves(random)
    const [x, y] = [axisOf(chart(curves), 'x'), axisOf(chart(curves), 'y')]
    const points = curvesOf(curves).flatMap((one) => one.points)
    const highest = Math.max(1, ...points.map(({ ratio }) => ratio.value))
    expect(y.min).toBe(0)
    for (const { workers, ratio } of points) {
      expect(workers >= x.min && workers <= x.max).toBe(true)
      expect(ratio.value).toBeLessThanOrEqual(y.max)
      expect(Math.min(ratio.high ?? 0, 2 * highest)).toBeLessThanOrEqual(y.max)
    }
    expect(y.max).toBeLessThanOrEqual(highest * 4)
  }
})

/** Drawing takes long where other things run. */
const patience = { timeout: 60_000 }

test('no number on the canvas is NaN or infinite, whatever was measured', patience, () => {
  const random = new SeededNumbers(5)
  const odd: Curve[][] = [
    [],
    [curve('node/threads', {})],
    [curve('node/threads', { 4: null })],
    [curve('node/threads', { 1: Number.NaN, 2: Number.POSITIVE_INFINITY })],
    [curve('node/threads', { 2: 1.9 })],
    [curve('node/threads', { 1: 0 }), curve('node/locked-threads', { 1: 0 })],
    [curve('node/threads', { 1: 1e-7, 40: 1e6 })],
  ]
  for (const curves of [...odd, ...Array.from({ length: 8 }, () => randomCurves(random))]) {
    for (const over of ['serial', 'baseline'] as const) {
      const { numbers } = drawn(chart(curves, { over }), 620, 400)
      expect(numbers.length).toBeGreaterThan(20)
      expect(numbers.every(Number.isFinite)).toBe(true)
    }
  }
})

test(
  'no two texts of a chart overlap, and none is cut off, wherever the curves end and however large it is',
  patience,
  () => {
    const random = new SeededNumbers(13)
    const samples = [twoCores, eightCores, ...Array.from({ length: 12 }, () => randomCurves(random))]
    for (const curves of samples) {
      for (const [width, height] of [
        [960, 600],
        [620, 400],
        [420, 300],
      ] as const) {
        const { texts } = drawn(
          chart(curves, {}, { title: 'A title', subtitle: '', footer: 'a footer' }),
          width,
          height,
        )
        expect(overlaps(texts), `${width} × ${height}`).toEqual([])
        const cut = texts.filter(
          ({ left, right, top, bottom }) => left < 0 || right > width || top < 0 || bottom > height,
        )
        expect(cut).toEqual([])
      }
    }
  },
)

test('each curve is named at its end, and the ideal line too', () => {
  const words = drawn(chart(twoCores), 760, 430).texts.map(({ text }) => text)
  expect(words).toEqual(
    expect.arrayContaining([
      'Node threads',
      'Node processes',
      'Node serial',
      'ideal',
      'workers (2 cores usable)',
      '2×',
    ]),
  )
  expect(words.join(' ')).toContain('Node threads under our lock')
})

const variants: readonly Curve[] = [
  curve('cpython/serial@array-sin', { 1: 1 }, { reference: true }),
  curve('cpython/serial@array-fft', { 1: 1 }, { reference: true }),
  ...(['array-sin', 'array-fft', 'array-loop', 'array-short', 'array-large', 'array-holds', 'hashing'] as const).map(
    (kernel, index) => curve(`cpython/threads@${kernel}`, { 1: 1, 2: 0.98 + index * 0.15, 4: 0.95 + index * 0.3 }),
  ),
  curve('cpython-ft/threads@array-loop', { 1: 1, 2: 1.9, 4: 3.4 }),
  curve('node/pool@pbkdf2', { 1: 1, 2: 1.95, 4: 3.6 }),
  curve('node/threads@hashing', { 1: 1, 2: 1.9, 4: 3.5 }),
]

test('twelve curves of different work are all named, in words, and no two look alike', patience, () => {
  for (const [width, height] of [
    [676, 380],
    [620, 330],
  ] as const) {
    const words = drawn(chart(variants), width, height).texts.map(({ text }) => text)
    expect(words.filter((text) => text.includes('serial'))).toEqual(['serial'])
    for (const name of ['NumPy sin', 'SciPy FFT', 'loop in Python', 'PBKDF2', 'out of cache']) {
      expect(words.join(' ')).toContain(name)
    }
    const lines = curvesOf(variants).filter(({ name }) => !name.includes('serial'))
    expect(new Set(lines.map(({ colour, mark, open, dash }) => JSON.stringify([colour, mark, open, dash]))).size).toBe(
      10,
    )
  }
})

test('several serial references share one label', () => {
  const words = drawn(chart(eightCores), 760, 430).texts.map(({ text }) => text)
  expect(words.filter((text) => text.includes('serial'))).toEqual(['serial'])
})

test('ticks stand at whole worker counts', () => {
  const words = drawn(chart(eightCores, { usableCores: 8 }), 760, 430).texts.map(({ text }) => text)
  expect(words.filter((text) => /^\d+$/.test(text))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
})

test('an empty chart has its axes and says that nothing was measured', () => {
  const words = drawn(chart([], { usableCores: 1 }), 620, 400).texts.map(({ text }) => text)
  expect(words).toEqual(expect.arrayContaining(['nothing measured yet', 'workers (1 core usable)', '1', '2', '0×']))
})

test('over the baseline there is no ideal line, and the baseline is the one that is marked', () => {
  const changes = { over: 'baseline', baseline: 'cpython/threads' } as const
  const curves = curvesOf(eightCores, changes)
  expect(drawn(chart(eightCores, changes), 760, 430).texts.map(({ text }) => text)).not.toContain('ideal')
  expect(curves.flatMap(({ kind, label }) => (kind === 'baseline' ? [label] : []))).toEqual(['CPython threads'])
  const processes = curves.find(({ label }) => label === 'CPython processes')
  expect(processes?.points.at(-1)?.ratio.value).toBeCloseTo(6.9 / 0.98)
})

test('references are drawn thinner than what was asked for', () => {
  const [asked, reference] = [false, true].map((isReference) => {
    const [line] = curvesOf([curve('node/threads', { 1: 1, 2: 2 }, { reference: isReference })])
    return line === undefined ? Number.NaN : Number(curveLine(line, chartThemes.light).borderWidth)
  })
  expect(reference).toBeLessThan(asked ?? 0)
})

test('a chart stays small enough to read when 29 series are compared', () => {
  const all = allSeries.map(({ id }, index) => curve(id, { 1: 1, 2: 1 + index / 40, 4: 1 + index / 20 }))
  const { texts } = drawn(chart(all), 760, 430)
  expect(overlaps(texts)).toEqual([])
  const named = allSeries.filter(({ runtime }) => runtime === 'node').length
  expect(texts.filter(({ text }) => text.startsWith('Node')).length).toBe(named)
})
