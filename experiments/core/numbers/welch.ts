import { unknownRatio, type Ratio } from './interval.ts'
import { mean, standardDeviation } from './statistics.ts'
import { studentTQuantile } from './student-t.ts'

/**
 * exp(mean b − mean a) of logarithms that have nothing to do with each other, with an interval that lets both scatter
 * differently (Welch 1947, with the degrees of freedom of Satterthwaite 1946). With one value on a side there is none.
 */
export function welchRatio(a: readonly number[], b: readonly number[], confidence: number): Ratio {
  if (a.length === 0 || b.length === 0) return unknownRatio
  const center = mean(b) - mean(a)
  const value = Math.exp(center)
  if (a.length < 2 || b.length < 2) return { value, low: null, high: null }
  const [ofA, ofB] = [a, b].map((values) => standardDeviation(values) ** 2 / values.length) as [number, number]
  const variance = ofA + ofB
  if (variance === 0) return { value, low: value, high: value }
  const freedom = variance ** 2 / (ofA ** 2 / (a.length - 1) + ofB ** 2 / (b.length - 1))
  const half = studentTQuantile(1 - (1 - confidence) / 2, freedom) * Math.sqrt(variance)
  return { value, low: Math.exp(center - half), high: Math.exp(center + half) }
}
