import type { MeasuredCondition } from './measured-conditions.ts'
import { outlierMarks } from '../numbers/outliers.ts'
import type { SeriesId } from '../names/series.ts'
import { median } from '../numbers/statistics.ts'

/** Among fewer trials it cannot be said which one is the odd one. */
const fewestTrials = 5
/** On a steady machine a trial lies far out by a tiny difference, which disturbs nothing. */
const smallExcess = Math.log(1.05)

/** A trial whose time lies far from that of the others of its condition. It stays in every estimate. */
export interface OutlyingTrial {
  readonly trial: number
  readonly series: SeriesId
  readonly workers: number
  readonly round: number
  readonly medianMs: number
  /** The median of all trials of the condition. */
  readonly typicalMs: number
}

export function outlyingTrials(conditions: readonly MeasuredCondition[]): readonly OutlyingTrial[] {
  return conditions.flatMap(({ series, workers, trials }) => {
    if (trials.length < fewestTrials) return []
    const marks = outlierMarks(trials.map(({ medianMs }) => Math.log(medianMs)))
    const typicalMs = median(trials.map(({ medianMs }) => medianMs))
    return trials
      .filter((_trial, index) => marks[index])
      .map(({ trial, round, medianMs }) => ({ trial, series, workers, round, medianMs, typicalMs }))
      .filter((one) => excess(one) > smallExcess)
  })
}

/** |ln(the trial's time ÷ the typical time)|. */
export function excess({ medianMs, typicalMs }: OutlyingTrial): number {
  return Math.abs(Math.log(medianMs / typicalMs))
}
