import { enumeration } from '../text/show-value.ts'
import type { LawFit, LawId } from './law-fit.ts'
import { lawNames } from './law-summary.ts'
import type { SpeedupData } from './speedup-data.ts'

export function unfitted(law: LawId, { series, counts, leftOut }: SpeedupData): LawFit {
  const there = counts.length === 0 ? 'there is none' : `there is one, ${enumeration(counts)}`
  const shared = leftOut.length === 0 ? '' : ` (${sharedCores(leftOut)})`
  return {
    series,
    law,
    counts,
    parameters: [],
    peak: null,
    sentence: `${lawNames[law]}: not fitted: it takes speedups at two worker counts above 1, and ${there}${shared}`,
  }
}

/** Why counts were left out of the fit. */
export function sharedCores(leftOut: readonly number[]): string {
  return `${enumeration(leftOut)} workers shared the cores, which tells of the cores and not of the work`
}
