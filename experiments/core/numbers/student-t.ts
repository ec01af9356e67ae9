import { gammaln } from 'simple-statistics'

/*
 * Student's t is computed here because simple-statistics has no quantile of it, jStat 1.9's is right to eight digits only,
 * and stdlib's brings 232 packages. Tests compare this one with published tables.
 */

const mostTerms = 10_000
const tiny = 1e-300
const smallestStep = 1e-15

/** The continued fraction of NIST DLMF 8.17.22 (https://dlmf.nist.gov/8.17.E22), by the modified Lentz algorithm. */
function betaFraction(a: number, b: number, x: number): number {
  const term = (index: number): number => {
    const m = Math.floor(index / 2)
    return index % 2 === 0
      ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
      : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
  }
  let fraction = 1
  let numerator = 1
  let denominator = 0
  for (let index = 1; index <= mostTerms; index++) {
    const d = term(index)
    denominator = 1 / nonZero(1 + d * denominator)
    numerator = nonZero(1 + d / numerator)
    const step = numerator * denominator
    fraction *= step
    if (Math.abs(step - 1) < smallestStep) return 1 / fraction
  }
  throw new RangeError(`the incomplete beta function did not converge at a = ${a}, b = ${b}`)
}

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value
}

/**
 * The regularised incomplete beta function I_x(a, b) (DLMF 8.17.2).
 * @param y 1 − x, given apart because the difference loses its digits near 1
 */
export function regularizedBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (y <= 0) return 1
  const front = Math.exp(a * Math.log(x) + b * Math.log(y) + gammaln(a + b) - gammaln(a) - gammaln(b))
  // The fraction converges fast on this side of the mean only; I_x(a, b) = 1 − I_y(b, a) leads to it.
  if (x <= (a + 1) / (a + b + 2)) return (front * betaFraction(a, b, x)) / a
  return 1 - (front * betaFraction(b, a, y)) / b
}

/** P(T > t) for t ≥ 0 (Abramowitz & Stegun 26.7.1 and 26.5.27). */
function upperTail(t: number, degreesOfFreedom: number): number {
  const sum = degreesOfFreedom + t * t
  return regularizedBeta(degreesOfFreedom / sum, (t * t) / sum, degreesOfFreedom / 2, 0.5) / 2
}

/** The probability that chance alone makes a t as far from 0, to either side. */
export function twoSidedP(t: number, degreesOfFreedom: number): number {
  return 2 * upperTail(Math.abs(t), degreesOfFreedom)
}

/** The t below which a share `probability` of Student's distribution lies. */
export function studentTQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`a quantile takes a probability between 0 and 1: got ${probability}`)
  }
  if (!(degreesOfFreedom >= 1)) {
    throw new RangeError(`Student's t takes at least 1 degree of freedom here: got ${degreesOfFreedom}`)
  }
  if (probability === 0.5) return 0
  if (probability < 0.5) return -upperQuantile(probability, degreesOfFreedom)
  return upperQuantile(1 - probability, degreesOfFreedom)
}

/** Bisection takes some fifty steps, and none of them can leave the bracket. */
function upperQuantile(tail: number, degreesOfFreedom: number): number {
  let low = 0
  let high = 1
  while (upperTail(high, degreesOfFreedom) > tail) {
    low = high
    high *= 2
  }
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (upperTail(middle, degreesOfFreedom) > tail) low = middle
    else high = middle
  }
}
