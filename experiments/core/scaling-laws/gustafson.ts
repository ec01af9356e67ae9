import { formatNumber } from '../text/format-number.ts'
import { share } from '../text/quantity.ts'
import { isTooWide } from '../text/spread-text.ts'
import type { BoundedModel } from './bounded-fit.ts'
import { clockParameter, fitModel, type LawFit } from './law-fit.ts'
import { lackOfFitText } from './lack-of-fit.ts'
import type { Estimate } from './round-jackknife.ts'
import { shareText } from './share-text.ts'
import type { SpeedupData } from './speedup-data.ts'
import { outsideText } from './outside-text.ts'
import { undescribed, unfitted } from './unfitted.ts'

/**
 * The scaled speedup S = N + (1 − N)·s of work that grows with the workers; s is the share of the parallel run that
 * is serial (Gustafson, Reevaluating Amdahl's Law, CACM 31, 1988).
 */
export function gustafsonSpeedup(workers: number, serialShare: number): number {
  return workers + (1 - workers) * serialShare
}

/** The model is of ln S, because a disturbance changes a time by a factor. */
export const gustafsonModel: BoundedModel = {
  value: (workers, [serialShare = 0]) => Math.log(gustafsonSpeedup(workers, serialShare)),
  gradient: (workers, [serialShare = 0]) => [(1 - workers) / gustafsonSpeedup(workers, serialShare)],
  start: [0.1],
  bounds: [[0, 1]],
}

export function gustafsonFit(data: SpeedupData): LawFit {
  const fitted = fitModel(gustafsonModel, data)
  const serialShare = fitted?.estimates[0]
  if (fitted === null || serialShare === undefined) return unfitted('gustafson', data)
  if (fitted.outside !== null) return undescribed('gustafson', data, outsideText('serial share', fitted.outside))
  return {
    series: data.series,
    law: 'gustafson',
    counts: data.counts,
    parameters: [{ name: 'serial share', workers: null, ...serialShare }, ...clockParameter(fitted)],
    clock: data.clock,
    peak: null,
    sentence: `Gustafson: serial share ${shareText(serialShare)}: each further worker adds ${addedText(serialShare)} of one worker’s work${lackOfFitText(fitted)}`,
  }
}

/** S grows by 1 − s with each worker: "0.97 (0.96–0.98)". */
function addedText({ value, low, high }: Estimate): string {
  const interval =
    low === null || high === null || isTooWide({ low, high }, share)
      ? ''
      : ` (${formatNumber(1 - high)}–${formatNumber(1 - low)})`
  return `${formatNumber(1 - value)}${interval}`
}
