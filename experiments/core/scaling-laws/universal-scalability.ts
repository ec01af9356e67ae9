import { counted } from '../text/format-number.ts'
import { isTooWide, oneRoundOnly, tooFewRounds } from '../text/spread-text.ts'
import type { BoundedModel } from './bounded-fit.ts'
import { clockParameter, fitModel, nothingGained, type FittedModel, type LawFit } from './law-fit.ts'
import { lackOfFitText } from './lack-of-fit.ts'
import { outsideText } from './outside-text.ts'
import { peakInterval, type Peak } from './peak-interval.ts'
import { shareText } from './share-text.ts'
import { countsForThree, type SpeedupData } from './speedup-data.ts'
import { undescribed, unfitted } from './unfitted.ts'

/** How workers hinder each other: by queueing for what is shared (σ), and by keeping it coherent, pair by pair (κ). */
export interface Hindrance {
  readonly contention: number
  readonly coherency: number
}

/** C = N ÷ (1 + σ(N − 1) + κN(N − 1)) (Gunther, Guerrilla Capacity Planning, Springer 2007). */
export function universalSpeedup(workers: number, { contention, coherency }: Hindrance): number {
  return workers / (1 + contention * (workers - 1) + coherency * workers * (workers - 1))
}

/** N* = √((1 − σ) ÷ κ): more workers than that make it slower (ibid., formula 4.33). Infinite without coherency cost. */
export function universalPeak({ contention, coherency }: Hindrance): number {
  return contention >= 1 ? 1 : Math.max(1, Math.sqrt((1 - contention) / coherency))
}

/** The model is of ln C, because a disturbance changes a time by a factor. */
export const universalModel: BoundedModel = {
  value: (workers, [contention = 0, coherency = 0]) => Math.log(universalSpeedup(workers, { contention, coherency })),
  gradient: (workers, [contention = 0, coherency = 0]) => {
    const perWorker = universalSpeedup(workers, { contention, coherency }) / workers
    return [-(workers - 1) * perWorker, -workers * (workers - 1) * perWorker]
  },
  start: [0.1, 0],
  bounds: [
    [0, 1],
    [0, Infinity],
  ],
}

export function universalFit(data: SpeedupData): LawFit {
  const fitted = fitModel(universalModel, data)
  const [contention, coherency] = fitted?.estimates ?? []
  if (fitted === null || contention === undefined || coherency === undefined) return unfitted('usl', data)
  if (fitted.outside !== null) {
    const name = fitted.outside.index === 0 ? 'contention' : 'coherency'
    return undescribed('usl', data, outsideText(name, fitted.outside))
  }
  const hindrance = { contention: contention.value, coherency: coherency.value }
  const peak = peakOf(hindrance, fitted.byRound)
  const isTold = isSeen(peak, hindrance, data.counts)
  const cost = coherency.value === 0 && coherency.high === 0 ? 'no coherency cost' : `coherency ${shareText(coherency)}`
  return {
    series: data.series,
    law: 'usl',
    counts: data.counts,
    parameters: [
      { name: 'contention', workers: null, ...contention },
      { name: 'coherency', workers: null, ...coherency },
      ...clockParameter(fitted),
    ],
    clock: data.clock,
    peak: isTold ? peak : null,
    sentence: `USL: contention ${shareText(contention)}, ${cost}: ${(contention.low ?? contention.value) >= nothingGained ? gainless : peakText(peak, isTold, data.counts)}${lackOfFitText(fitted)}`,
  }
}

/** The peak of the fitted curve. Its interval comes from fits of the rounds, which are not held to the bounds. */
function peakOf(hindrance: Hindrance, byRound: FittedModel['byRound']): Peak {
  const workers = universalPeak(hindrance)
  const { low, high } = peakInterval(byRound)
  if (!Number.isFinite(workers)) return { workers: null, low, high: null }
  if (byRound.length === 0) return { workers, low: null, high: null }
  return { workers, low: Math.min(workers, low ?? workers), high: high === null ? null : Math.max(workers, high) }
}

const gainless = 'more workers gain nothing'

/**
 * With fewer counts each one could bend the curve: the ray tracer's first three would peak at 17 processors, where it rises
 * up to 64. And what lies beyond the largest count was not seen.
 */
function isSeen({ workers, low, high }: Peak, hindrance: Hindrance, counts: readonly number[]): boolean {
  const most = Math.max(...counts)
  if (counts.length < countsForThree || workers === null || workers > most) return false
  const fall = universalSpeedup(workers, hindrance) / universalSpeedup(most, hindrance)
  return fall > leastFall && (low === null || high !== null)
}

/** A curve that falls by less up to the largest count is flat there, as one of much serial work is. */
const leastFall = 1.005

/** "peak at 28 workers (21–44)", "no maximum up to 64 workers". */
function peakText(peak: Peak, isTold: boolean, counts: readonly number[]): string {
  const { workers, low, high } = peak
  const most = Math.max(...counts)
  if (high !== null && high < 2) return gainless
  if (counts.length < countsForThree) return `a peak is told from ${countsForThree} worker counts above 1 on`
  if (isTold) return `peak at ${workersText(workers ?? most)} ${peakInterval95(peak)}`
  if (low !== null && low < most) return `a peak may lie anywhere from ${workersText(Math.floor(low))} on`
  return `no maximum up to ${workersText(most)}`
}

function peakInterval95({ low, high }: Peak): string {
  if (low === null || high === null) return `(${oneRoundOnly})`
  return isTooWide({ low, high }) ? `(${tooFewRounds})` : `(${Math.floor(low)}–${Math.ceil(high)})`
}

function workersText(workers: number): string {
  return counted(Math.max(1, Math.round(workers)), 'worker')
}
