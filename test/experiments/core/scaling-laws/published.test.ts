import { describe, expect, test } from 'vitest'
import { amdahlLimit, amdahlSpeedup } from '../../../../experiments/core/scaling-laws/amdahl.ts'
import { fitWithinBounds, type BoundedModel } from '../../../../experiments/core/scaling-laws/bounded-fit.ts'
import { gustafsonModel, gustafsonSpeedup } from '../../../../experiments/core/scaling-laws/gustafson.ts'
import { withClock } from '../../../../experiments/core/scaling-laws/law-fit.ts'
import { karpFlattFraction } from '../../../../experiments/core/scaling-laws/karp-flatt.ts'
import { fitLeastSquares, type Observation } from '../../../../experiments/core/scaling-laws/least-squares.ts'
import {
  universalModel,
  universalPeak,
  universalSpeedup,
} from '../../../../experiments/core/scaling-laws/universal-scalability.ts'

/**
 * Gunther, Guerrilla Capacity Planning (Springer, 2007): the BRL-CAD ray tracer on an SGI Origin 2000, processors and
 * ray–geometry intersections per second. In R's package usl (Möding, CRAN) it is the data set `raytracer`.
 */
const rayTracer: readonly Observation[] = [
  { x: 1, y: 20 },
  { x: 4, y: 78 },
  { x: 8, y: 130 },
  { x: 12, y: 170 },
  { x: 16, y: 190 },
  { x: 20, y: 200 },
  { x: 24, y: 210 },
  { x: 28, y: 230 },
  { x: 32, y: 260 },
  { x: 48, y: 280 },
  { x: 64, y: 310 },
]

/** SPEC SDM91 on a SPARCcenter 2000, October 1994: users and scripts per hour (www.spec.org/osg/sdm91; usl's `specsdm91`). */
const specSdm91: readonly Observation[] = [
  { x: 1, y: 64.9 },
  { x: 18, y: 995.9 },
  { x: 36, y: 1652.4 },
  { x: 72, y: 1853.2 },
  { x: 108, y: 1828.9 },
  { x: 144, y: 1775 },
  { x: 216, y: 1702.2 },
]

/** Throughput over that of the first. */
function capacities(data: readonly Observation[]): readonly Observation[] {
  const [{ y: one } = { y: NaN }] = data
  return data.map(({ x, y }) => ({ x, y: y / one }))
}

/** Gunther's own procedure: a parabola through N ÷ C − 1 (usl 1.x, method "default"). */
const parabola: BoundedModel = {
  value: (n, [sigma = 0, kappa = 0]) => sigma * (n - 1) + kappa * n * (n - 1),
  gradient: (n) => [n - 1, n * (n - 1)],
  start: [0, 0],
  bounds: [],
}

/** The law with the throughput of one as its third parameter (usl 2.x and 3.x, method "nls"). */
const throughput: BoundedModel = {
  value: (n, [alpha = 0, beta = 0, gamma = 1]) => gamma * universalSpeedup(n, { contention: alpha, coherency: beta }),
  gradient: (n, [alpha = 0, beta = 0, gamma = 1]) => {
    const speedup = universalSpeedup(n, { contention: alpha, coherency: beta })
    const slope = (-gamma * speedup * speedup) / n
    return [slope * (n - 1), slope * n * (n - 1), speedup]
  },
  start: [0.1, 0.001, 20],
  bounds: [
    [0, Infinity],
    [0, Infinity],
    [0, Infinity],
  ],
}

function expectWithin5Percent(fitted: readonly number[] | null, published: readonly number[]): void {
  for (const [index, value] of published.entries()) {
    expect(Math.abs((fitted?.[index] ?? NaN) - value)).toBeLessThanOrEqual(0.05 * value)
  }
}

const log = (data: readonly Observation[]): readonly Observation[] => data.map(({ x, y }) => ({ x, y: Math.log(y) }))
const reciprocal = (data: readonly Observation[]): readonly Observation[] =>
  capacities(data).map(({ x, y }) => ({ x, y: x / y - 1 }))

describe('the coefficients that R’s package usl publishes for well-known data', () => {
  test('by Gunther’s parabola', () => {
    // tests/t05.Rout.save of usl 1.x; README.md of usl 1.0
    const [sigma, kappa] = fitLeastSquares(parabola, reciprocal(rayTracer), parabola.start) ?? []
    expect(sigma).toBeCloseTo(0.05002394, 8)
    expect(kappa).toBeCloseTo(0.00000471, 8)
    const [specSigma, specKappa] = fitLeastSquares(parabola, reciprocal(specSdm91), parabola.start) ?? []
    expect(specSigma).toBeCloseTo(1.704689e-2, 8)
    expect(specKappa).toBeCloseTo(7.892498e-5, 11)
  })

  test('by non-linear least squares', () => {
    // tests/usl-nlxb.Rout.save and tests/summary.Rout.save of usl 2.x
    const [alpha, beta, gamma] = fitWithinBounds(throughput, specSdm91) ?? []
    expect(alpha).toBeCloseTo(0.0277285, 6)
    expect(beta).toBeCloseTo(0.0001044, 7)
    expect(gamma).toBeCloseTo(89.99523, 4)
  })

  test('by non-linear least squares where the coherency is held at 0', () => {
    // tests/confint.Rout.save of usl 2.x
    const [alpha, beta, gamma] = fitWithinBounds(throughput, rayTracer) ?? []
    expect(alpha).toBeCloseTo(0.0578, 4)
    expect(beta).toBe(0)
    expect(gamma).toBeCloseTo(21.8488, 4)
  })

  test('within 5% where they are fitted as they were published, by least squares on throughput', () => {
    // coef() in tests/usl-nlxb.Rout.save (to two digits) and of the first six processors in tests/confint.Rout.save of usl 3.x
    expectWithin5Percent(fitWithinBounds(throughput, specSdm91), [0.028, 0.0001, 90])
    expectWithin5Percent(fitWithinBounds(throughput, rayTracer.slice(0, 6)), [0.02444, 0.00163, 20.85605])
  })

  test('otherwise by the logarithms that the lab fits, by as much as docs/method.md says', () => {
    // the first measurement taken for exact, and the speed of one fitted beside it, as where the clock is not known
    const exact = (data: readonly Observation[]) => fitWithinBounds(universalModel, log(capacities(data)))
    const free = (data: readonly Observation[]) =>
      fitWithinBounds(withClock(universalModel), log(capacities(data)).slice(1))
    expectWithin5Percent(exact(specSdm91), [0.0114, 0.000117])
    expectWithin5Percent(free(specSdm91)?.slice(0, 2) ?? null, [0.0232, 0.000104])
    expectWithin5Percent(exact(rayTracer), [0.0458, 0.000101])
    expectWithin5Percent(free(rayTracer)?.slice(0, 2) ?? null, [0.0634, 0])
  })

  test('by the lab’s own fit, from data that follow the law', () => {
    // tests/coef.Rout.save: σ = 0.02, κ = 0.02, throughputs to four digits
    const speedups = [1, 1.8868, 3.0769, 3.5294, 3.5398, 3.3557]
    const data = [1, 2, 4, 6, 8, 10].map((x, index) => ({ x, y: speedups[index] ?? NaN }))
    const [sigma, kappa] = fitWithinBounds(universalModel, log(data)) ?? []
    expect(sigma).toBeCloseTo(0.02, 4)
    expect(kappa).toBeCloseTo(0.02, 5)
  })
})

test('the predicted peaks that usl publishes', () => {
  // tests/peak-scalability.Rout.save: 97 and 320, both to two digits
  expect(Number(universalPeak({ contention: 0.0277285, coherency: 0.0001044 }).toPrecision(2))).toBe(97)
  expect(Number(universalPeak({ contention: 0.001, coherency: 0.00001 }).toPrecision(2))).toBe(320)
  expect(universalPeak({ contention: 0.05, coherency: 0 })).toBe(Infinity)
  expect(universalPeak({ contention: 1, coherency: 0 })).toBe(1)
})

test('Amdahl’s law as textbooks work it out: a tenth serial on 8, 64 and 1,024 processors, and on any number', () => {
  expect([8, 64, 1024].map((n) => Number(amdahlSpeedup(n, 0.1).toFixed(1)))).toEqual([4.7, 8.8, 9.9])
  expect(amdahlLimit(0.1)).toBe(10)
})

test('Gustafson’s law as textbooks work it out: a tenth of the run serial on 8, 64 and 1,024 processors', () => {
  expect([8, 64, 1024].map((n) => Number(gustafsonSpeedup(n, 0.1).toFixed(1)))).toEqual([7.3, 57.7, 921.7])
  // and what share gives a thousandfold speedup on 1,024: 24 ÷ 1,023
  const [share] = fitWithinBounds(gustafsonModel, [{ x: 1024, y: Math.log(1000) }]) ?? []
  expect(share).toBeCloseTo(0.0235, 4)
})

describe('the serial fractions of the textbook’s two programs (Quinn, Parallel Programming in C, 2004, §7.5)', () => {
  const processors = [2, 3, 4, 5, 6, 7, 8]
  const fractions = (speedups: readonly number[]): readonly number[] =>
    processors.map((n, index) => Number(karpFlattFraction(n, speedups[index] ?? NaN).toFixed(2)))

  test('one is held back by serial work: the fraction stays', () => {
    expect(fractions([1.82, 2.5, 3.08, 3.57, 4, 4.38, 4.71])).toEqual(processors.map(() => 0.1))
  })

  test('one is held back by overhead: the fraction grows', () => {
    expect(fractions([1.87, 2.61, 3.23, 3.73, 4.14, 4.46, 4.71])).toEqual([0.07, 0.07, 0.08, 0.09, 0.09, 0.09, 0.1])
  })
})
