import { enumeration } from '../text/show-value.ts'
import type { LawFit, LawId } from './law-fit.ts'
import { lawNames } from './law-summary.ts'
import type { SpeedupData } from './speedup-data.ts'

/** A curve for which the law has no parameters within their bounds. */
export function undescribed(law: LawId, { series, counts, clock }: SpeedupData, why: string): LawFit {
  const sentence = `${lawNames[law]}: not described by this law: ${why}`
  return { series, law, counts, parameters: [], clock, peak: null, sentence }
}

export function unfitted(law: LawId, { series, counts, leftOut, clock }: SpeedupData): LawFit {
  const there = counts.length === 0 ? 'none was measured' : `only ${enumeration(counts)} was measured`
  const within = leftOut.length === 0 ? '' : ' with a fast core for each worker'
  return {
    series,
    law,
    counts,
    parameters: [],
    clock,
    peak: null,
    sentence: `${lawNames[law]}: not fitted: needs two worker counts above 1${within}; ${there}`,
  }
}

/** Why counts were left out of the fit. */
export function slowCores(leftOut: readonly number[]): string {
  return `${enumeration(leftOut)} workers did not have a fast core each`
}
