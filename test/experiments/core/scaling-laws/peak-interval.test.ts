import { describe, expect, test } from 'vitest'
import { peakInterval } from '../../../../experiments/core/scaling-laws/peak-interval.ts'

/** Rounds whose contention and coherency lie about these, by turns above and below. */
function rounds(contention: number, coherency: number, scatter: number): readonly (readonly number[])[] {
  return [1, -1, 1, -1, 0].map((sign) => [contention, coherency + sign * scatter])
}

describe('the interval of a peak', () => {
  test('lies about √((1 − σ) ÷ κ), and follows from the interval of κ where σ is known exactly', () => {
    // κ = 0.02 with a standard deviation of 0.002: ± 2.776445·0.002 ÷ √5 = 0.0024833
    const { low, high } = peakInterval(rounds(0.1, 0.02, 0.002))
    expect(low).toBeCloseTo(Math.sqrt(0.9 / 0.0224833), 4)
    expect(high).toBeCloseTo(Math.sqrt(0.9 / 0.0175167), 4)
  })

  test('has no end where the coherency cost may be none', () => {
    const { low, high } = peakInterval(rounds(0.1, 0.002, 0.002))
    expect(low).toBeCloseTo(Math.sqrt(0.9 / 0.0044833), 4)
    expect(high).toBeNull()
  })

  test('is empty where the curve rises ever more', () => {
    expect(peakInterval(rounds(0.1, -0.02, 0.002))).toEqual({ low: null, high: null })
    expect(peakInterval(rounds(0, 0, 0))).toEqual({ low: null, high: null })
  })

  test('begins at 1 worker where nothing may be gained at all', () => {
    const scattered = [0.9, 1.1, 0.95, 1.05, 1].map((contention) => [contention, 0.01])
    expect(peakInterval(scattered).low).toBe(1)
  })

  test('takes two rounds', () => {
    expect(peakInterval([[0.1, 0.02]])).toEqual({ low: null, high: null })
  })
})
