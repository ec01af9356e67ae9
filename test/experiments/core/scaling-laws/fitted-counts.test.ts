import { describe, expect, test } from 'vitest'
import { fittedLaws } from '../../../../experiments/core/scaling-laws/scaling-laws.ts'
import { amdahlSpeedup } from '../../../../experiments/core/scaling-laws/amdahl.ts'
import { universalSpeedup } from '../../../../experiments/core/scaling-laws/universal-scalability.ts'
import { sessionOf, type TrialParts } from '../../../../testbed/sessions/rounds.ts'
import { law, lawsOf } from './laws-of.ts'

describe('more workers than cores', () => {
  test('are left out where they kept the cores busy, which is said', () => {
    const laws = lawsOf({ usableCores: 2, counts: [1, 2, 4], speedup: (n) => Math.min(n, 2) })
    expect(law(laws, 'amdahl').sentence).toBe(
      'Amdahl: not fitted: needs two worker counts above 1 with a fast core for each worker; only 2 was measured',
    )
    expect(law(laws, 'karp-flatt').counts).toEqual([2])
  })

  test('count where they wait for something else than a core', () => {
    const waiting = { usableCores: 2, counts: [1, 4, 16], speedup: (n: number) => n, busyShare: () => 0.01 }
    expect(law(lawsOf(waiting), 'usl').counts).toEqual([4, 16])
  })

  test('are left out where other programs kept the cores from them', () => {
    const waiting = {
      usableCores: 2,
      counts: [1, 2, 4],
      speedup: () => 1,
      busyShare: () => 0.1,
      coreWaitShare: () => 0.2,
    }
    expect(law(lawsOf(waiting), 'karp-flatt').counts).toEqual([2])
    expect(law(lawsOf({ ...waiting, coreWaitShare: () => 0.02 }), 'karp-flatt').counts).toEqual([2, 4])
  })

  test('leave nothing on one core, which is said', () => {
    const laws = lawsOf({ usableCores: 1, counts: [1, 2], speedup: () => 1 })
    expect(law(laws, 'karp-flatt')).toMatchObject({ counts: [], parameters: [] })
    expect(law(laws, 'karp-flatt').sentence).toContain('2 workers did not have a fast core each')
  })
})

describe('a peak', () => {
  const hindrance = { contention: 0.02, coherency: 0.02 }

  test('is not told from fewer than four counts above 1, through which many curves lead', () => {
    const { peak, sentence } = law(lawsOf({ counts: [2, 4, 8], speedup: (n) => universalSpeedup(n, hindrance) }), 'usl')
    expect(peak).toBeNull()
    expect(sentence).not.toContain('peak at')
  })

  test('is not told where the curve is flat up to the largest count, as that of much serial work is', () => {
    const flat = { contention: 0.4, coherency: 0.00006 }
    const counts = [2, 4, 8, 16, 32, 64, 128]
    const exact = sessionOf({
      usableCores: 128,
      rounds: {
        'node/serial': { 1: [400, 404, 396] },
        'node/threads': Object.fromEntries(
          counts.map((n) => [n, [400, 404, 396].map((ms) => ms / universalSpeedup(n, flat))]),
        ),
      },
    })
    // N* = 100
    expect(law(fittedLaws(exact), 'usl').parameters[1]?.value).toBeCloseTo(0.00006, 8)
    expect(law(fittedLaws(exact), 'usl').peak).toBeNull()
  })

  test('is not told where it lies beyond the largest count', () => {
    // N* = √(0.98 ÷ 0.002) = 22
    const far = { contention: 0.02, coherency: 0.002 }
    const { peak, sentence } = law(lawsOf({ counts: [2, 4, 6, 8], speedup: (n) => universalSpeedup(n, far) }), 'usl')
    expect(peak).toBeNull()
    expect(sentence).not.toContain('peak at')
  })
})

describe('fast cores', () => {
  const siblings = { usableCores: 8, physicalCores: 4 }

  test('alone are fitted: beyond them the machine holds workers back, which no law of the work describes', () => {
    const laws = lawsOf({ machine: siblings, speedup: (n) => (n > 4 ? 4.8 : n) })
    expect(law(laws, 'usl').counts).toEqual([2, 4])
    expect(law(laws, 'amdahl').sentence).toMatch(/^Amdahl: serial fraction \d/)
    expect(law(laws, 'karp-flatt').sentence).not.toContain('overhead')
  })
})

describe('a slower clock of several busy cores', () => {
  const rounds = [400, 404, 396, 402, 398]
  const at = (ms: number, turnsPerMs: number): TrialParts => ({
    lapsMs: [ms],
    workers: (makespanMs) => [{ startMs: 0, endMs: makespanMs, cpuMs: makespanMs, turnsPerMs }],
  })

  /** Amdahl's law, on cores that run at 80% of serial's speed with all of them busy, and so much faster with fewer. */
  function laws(busyShare: (n: number) => number, fraction = 0.1) {
    const slowed = (n: number) => {
      const beyondOne = (n * busyShare(n) - 1) / (n - 1)
      return 1 / (1 - beyondOne * (1 - 0.8)) / amdahlSpeedup(n, fraction)
    }
    return fittedLaws(
      sessionOf({
        usableCores: 8,
        busyShare: (n) => (n === 1 ? 1 : busyShare(n)),
        rounds: {
          'node/serial': { 1: rounds.map((ms) => at(ms, 100)) },
          'node/threads': {
            2: rounds.map((ms) => at(ms * slowed(2), 80)),
            4: rounds.map((ms) => at(ms * slowed(4), 80)),
          },
        },
      }),
    )
  }

  test('is taken out of the speedups before a law is fitted, where it was measured', () => {
    expect(
      law(
        laws(() => 1),
        'amdahl',
      ),
    ).toMatchObject({ clock: 'measured' })
    expect(
      law(
        laws(() => 1),
        'amdahl',
      ).parameters[0]?.value,
    ).toBeCloseTo(0.1, 3)
    for (const { value } of law(
      laws(() => 1),
      'karp-flatt',
    ).parameters)
      expect(value).toBeCloseTo(0.1, 3)
  })

  test('slows what is done side by side, and neither the waiting nor what one worker does alone', () => {
    expect(
      law(
        laws(() => 0.6),
        'amdahl',
      ).parameters[0]?.value,
    ).toBeCloseTo(0.1, 3)
    // of two fifths that one worker does alone: the others have nothing left to do meanwhile
    const alone = laws((n) => (0.6 / 0.8 + 0.4) / (0.6 / 0.8 + 0.4 * n), 0.4)
    for (const { value } of law(alone, 'karp-flatt').parameters) expect(value).toBeCloseTo(0.4, 3)
  })
})
