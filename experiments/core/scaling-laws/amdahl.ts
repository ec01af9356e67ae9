import { formatFactor, formatNumber } from '../text/format-number.ts'
import { isTooWide, tooFewRounds } from '../text/spread-text.ts'
import type { BoundedModel } from './bounded-fit.ts'
import { clockParameter, fitModel, nothingGained, reach, type LawFit } from './law-fit.ts'
import { lackOfFitText } from './lack-of-fit.ts'
import type { Estimate } from './round-jackknife.ts'
import { shareText } from './share-text.ts'
import type { SpeedupData } from './speedup-data.ts'
import { outsideText } from './outside-text.ts'
import { undescribed, unfitted } from './unfitted.ts'

/** S = 1 ÷ (f + (1 − f) ÷ N), f the serial fraction (Amdahl, AFIPS 30, 1967, as Gustafson writes it, CACM 31, 1988). */
export function amdahlSpeedup(workers: number, serialFraction: number): number {
  return workers / (1 + serialFraction * (workers - 1))
}

/** The speedup that no number of workers exceeds: 1 ÷ f. */
export function amdahlLimit(serialFraction: number): number {
  return 1 / serialFraction
}

/** The model is of ln S, because a disturbance changes a time by a factor. */
export const amdahlModel: BoundedModel = {
  value: (workers, [serialFraction = 0]) => Math.log(amdahlSpeedup(workers, serialFraction)),
  gradient: (workers, [serialFraction = 0]) => [-(workers - 1) / (1 + serialFraction * (workers - 1))],
  start: [0.1],
  bounds: [[0, 1]],
}

export function amdahlFit(data: SpeedupData): LawFit {
  const fitted = fitModel(amdahlModel, data)
  const fraction = fitted?.estimates[0]
  if (fitted === null || fraction === undefined) return unfitted('amdahl', data)
  if (fitted.outside !== null) return undescribed('amdahl', data, outsideText('serial fraction', fitted.outside))
  return {
    series: data.series,
    law: 'amdahl',
    counts: data.counts,
    parameters: [{ name: 'serial fraction', workers: null, ...fraction }, ...clockParameter(fitted)],
    clock: data.clock,
    peak: null,
    sentence: `Amdahl: serial fraction ${shareText(fraction)}: ${limitText(fraction, reach * Math.max(...data.counts))}${lackOfFitText(fitted)}`,
  }
}

/** "limit 24.1× (18.2–34.0×)". */
function limitText({ value, low, high }: Estimate, farthest: number): string {
  if ((low ?? value) >= nothingGained) return 'more workers gain nothing'
  const [limit, least] = [amdahlLimit(value), amdahlLimit(high ?? value)]
  if (limit > farthest) return `no limit below ${formatFactor(Math.min(farthest, least))}`
  if (low === null) return `limit ${formatFactor(limit)}`
  const interval =
    low === 0 ? `${formatFactor(least)} or more` : `${formatNumber(least)}–${formatFactor(amdahlLimit(low))}`
  if (low > 0 && isTooWide({ low: least, high: amdahlLimit(low) }))
    return `limit about ${formatFactor(limit)} (${tooFewRounds})`
  return `limit ${formatFactor(limit)} (${interval})`
}
