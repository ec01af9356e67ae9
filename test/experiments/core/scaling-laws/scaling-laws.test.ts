import { describe, expect, test } from 'vitest'
import { scalingLaws } from '../../../../experiments/core/scaling-laws/scaling-laws.ts'
import { amdahlSpeedup } from '../../../../experiments/core/scaling-laws/amdahl.ts'
import { gustafsonSpeedup } from '../../../../experiments/core/scaling-laws/gustafson.ts'
import { universalSpeedup } from '../../../../experiments/core/scaling-laws/universal-scalability.ts'
import { crashed, sessionOf } from '../../../../testbed/sessions/rounds.ts'
import { law, lawsOf } from './laws-of.ts'

test('work that stays the same is held against Amdahl, the USL and Karp–Flatt, work that grows against Gustafson', () => {
  const strong = lawsOf({ speedup: (n) => amdahlSpeedup(n, 0.1) })
  expect(strong.map((one) => one.law)).toEqual(['amdahl', 'usl', 'karp-flatt'])
  expect(strong.every(({ series }) => series === 'node/threads')).toBe(true)
  const weak = lawsOf({ scaling: 'weak', speedup: (n) => gustafsonSpeedup(n, 0.1) })
  expect(weak.map((one) => one.law)).toEqual(['gustafson', 'usl'])
})

test('serial work does not scale, so no law speaks of it', () => {
  expect(scalingLaws(sessionOf({ rounds: { 'node/serial': { 1: [400, 401] } } }))).toEqual([])
})

describe('a serial fraction of a tenth', () => {
  const laws = lawsOf({ speedup: (n) => amdahlSpeedup(n, 0.1) })

  test('is found by Amdahl, with its interval and its limit', () => {
    const { parameters, sentence, peak } = law(laws, 'amdahl')
    const [{ value, low, high } = { value: NaN, low: NaN, high: NaN }] = parameters
    expect(value).toBeCloseTo(0.1, 1.5)
    expect(low).toBeLessThan(0.1)
    expect(high).toBeGreaterThan(0.1)
    expect(peak).toBeNull()
    expect(sentence).toMatch(/^Amdahl: serial fraction [\d.]+% \([\d.]+–[\d.]+%\): limit [\d.]+× \([\d.]+–[\d.]+×\)$/)
  })

  test('is contention to the USL, which sees no peak near', () => {
    const { parameters, peak, sentence } = law(laws, 'usl')
    expect(parameters.map(({ name }) => name)).toEqual(['contention', 'coherency'])
    expect(parameters[0]?.value).toBeCloseTo(0.1, 1)
    expect(parameters[1]?.low).toBe(0)
    expect(peak).toBeNull()
    expect(sentence).toMatch(/: a peak is told from 4 worker counts above 1 on$/)
  })

  test('is the same to Karp and Flatt at every worker count', () => {
    const { parameters, sentence } = law(laws, 'karp-flatt')
    expect(parameters.map(({ workers }) => workers)).toEqual([2, 4, 8])
    for (const { value } of parameters) expect(value).toBeCloseTo(0.1, 1)
    expect(sentence).toMatch(/ at 2, .* at 4, .* at 8 workers$/)
  })
})

describe('a coherency cost', () => {
  // N* = √(0.9 ÷ 0.03) = 5.48
  const laws = lawsOf({
    counts: [1, 2, 4, 6, 8],
    speedup: (n) => universalSpeedup(n, { contention: 0.1, coherency: 0.03 }),
  })

  test('has its peak foretold by the USL, with an interval', () => {
    const { peak, sentence } = law(laws, 'usl')
    expect(peak?.workers).toBeCloseTo(5.48, 0)
    expect(peak?.low).toBeLessThan(5.48)
    expect(peak?.high).toBeGreaterThan(5.48)
    expect(sentence).toMatch(/: peak at \d workers \(\d–\d\)$/)
  })

  test('is no serial work: Karp–Flatt’s fraction grows, and Amdahl misses the curve, which both say', () => {
    expect(law(laws, 'karp-flatt').sentence).toMatch(/workers: it grows with the workers, so overhead holds them back/)
    expect(law(laws, 'amdahl').sentence).toMatch(
      /; yet \d workers were [\d.]+% \([\d.]+–[\d.]+%\) (faster|slower) than that$/,
    )
  })
})

test.each([6, 1])(
  'more than N-fold speed is not described by laws of what holds workers back, in %i rounds',
  (numberOfRounds) => {
    const laws = lawsOf({ numberOfRounds, speedup: (n) => 1.2 * n })
    for (const id of ['amdahl', 'usl'] as const) {
      const { parameters, sentence } = law(laws, id)
      expect(parameters).toEqual([])
      expect(sentence).toMatch(/: not described by this law: the curve rises faster than any .* allows$/)
    }
    const { parameters, sentence } = law(laws, 'karp-flatt')
    expect(parameters[0]?.value).toBeLessThan(0)
    expect(sentence).toMatch(/serial fraction −\d+% \((−\d+ to −\d+%|one round only)\) at 2/)
    expect(sentence).not.toContain('overhead')
  },
)

test('what is slower than serial has no serial fraction', () => {
  const laws = lawsOf({ speedup: () => 0.9 })
  for (const id of ['amdahl', 'usl'] as const) {
    expect(law(laws, id)).toMatchObject({ parameters: [] })
    expect(law(laws, id).sentence).toMatch(/: not described by this law: it is slower than serial, and no /)
  }
  expect(law(laws, 'karp-flatt')).toMatchObject({
    parameters: [],
    sentence: 'Karp–Flatt: 2, 4 and 8 workers are slower than serial, so there is no serial fraction',
  })
  const weak = lawsOf({ scaling: 'weak', speedup: () => 0.9 })
  expect(law(weak, 'gustafson').sentence).toMatch(/not described by this law: it is slower than serial/)
})

test('where more workers gain nothing, the laws say so', () => {
  const laws = lawsOf({ speedup: () => 1 })
  expect(law(laws, 'amdahl').sentence).toMatch(/^Amdahl: serial fraction 100% \(\d+–100%\): more workers gain nothing/)
  expect(law(laws, 'usl').sentence).toContain('more workers gain nothing')
})

test('where that is not certain, they do not', () => {
  const rounds = [400, 560, 300, 410, 520, 330]
  const threads = [410, 330, 500, 420, 350, 480]
  const laws = scalingLaws(
    sessionOf({ usableCores: 8, rounds: { 'node/serial': { 1: rounds }, 'node/threads': { 2: threads, 4: threads } } }),
  )
  expect(law(laws, 'amdahl').sentence).toMatch(/serial fraction \d+% \(\d+–100%\): limit 1\.0\d× \(1\.00–\d\.\d\d×\)/)
  expect(law(laws, 'usl').peak).toBeNull()
})

test('Gustafson says what each further worker adds', () => {
  const { parameters, sentence } = law(
    lawsOf({ scaling: 'weak', speedup: (n) => gustafsonSpeedup(n, 0.1) }),
    'gustafson',
  )
  expect(parameters[0]?.value).toBeCloseTo(0.1, 1)
  expect(sentence).toMatch(
    /^Gustafson: serial share [\d.]+% \([\d.]+–[\d.]+%\): each further worker adds 0\.\d\d \(0\.\d\d–0\.\d\d\) of one worker’s work$/,
  )
})

test('one worker count above 1 is too few to fit, which is said, but enough for Karp and Flatt', () => {
  const laws = lawsOf({ counts: [1, 2], speedup: (n) => n })
  expect(law(laws, 'amdahl')).toMatchObject({
    parameters: [],
    peak: null,
    sentence: 'Amdahl: not fitted: needs two worker counts above 1; only 2 was measured',
  })
  expect(law(laws, 'usl').parameters).toEqual([])
  expect(law(laws, 'karp-flatt').parameters).toHaveLength(1)
})

test('two worker counts above 1 are just enough', () => {
  expect(law(lawsOf({ counts: [2, 4], speedup: (n) => n }), 'usl').parameters).toHaveLength(2)
})

test('one round gives numbers without intervals, and says so', () => {
  const laws = lawsOf({
    counts: [2, 4, 6, 8],
    numberOfRounds: 1,
    speedup: (n) => universalSpeedup(n, { contention: 0.1, coherency: 0.03 }),
  })
  const { parameters, peak, sentence } = law(laws, 'usl')
  expect(parameters[0]).toMatchObject({ low: null, high: null })
  expect(peak).toMatchObject({ low: null, high: null })
  expect(sentence).toMatch(/peak at \d workers \(one round only\)$/)
})

test('a count that was measured in one round of many is left out: no interval could rest on it', () => {
  const rounds = [400, 404, 396, 402]
  const session = sessionOf({
    usableCores: 8,
    rounds: {
      'node/serial': { 1: rounds },
      'node/threads': {
        2: rounds.map((ms) => ms / 1.9),
        4: rounds.map((ms) => ms / 3.6),
        8: [60, crashed, crashed, crashed],
      },
    },
  })
  expect(law(scalingLaws(session), 'usl').counts).toEqual([2, 4])
})

test('many worker counts make a sentence of the first and the last, and all of them are there as numbers', () => {
  const laws = lawsOf({ counts: [1, 2, 3, 4, 5, 6, 7, 8], speedup: (n) => amdahlSpeedup(n, 0.1) })
  const { parameters, sentence } = law(laws, 'karp-flatt')
  expect(parameters).toHaveLength(7)
  expect(sentence).toMatch(/at 2, [^,]* at 8 workers/)
})
