import type { TimeSplit } from './time-split.ts'
import { groupBy } from '../numbers/group-by.ts'
import type { SeriesId } from '../names/series.ts'
import type { ConditionTime } from './condition-time.ts'

export interface TimeGroup {
  readonly series: SeriesId
  /** "Gains up to 2 workers, 1.92× …"; empty for serial work. */
  readonly sentence: string
  readonly conditions: readonly ConditionTime[]
}

/** Series with a sentence come first; serial work is for comparison. */
export function timeGroups({ conditions, series }: TimeSplit): readonly TimeGroup[] {
  const sentences = new Map(series.map((one) => [one.series, one.sentence]))
  const groups = [...groupBy(conditions, (one) => one.series)].map(([id, own]) => ({
    series: id,
    sentence: asSentence(sentences.get(id) ?? ''),
    conditions: own,
  }))
  return groups.toSorted((a, b) => Number(a.sentence === '') - Number(b.sentence === ''))
}

function asSentence(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
