import { conditionName } from '../names/condition-name.ts'
import { lockConstrainedSeries, findSeries, type SeriesId } from '../names/series.ts'
import { formatShare } from '../text/format-number.ts'
import { share, time } from '../text/quantity.ts'
import { spreadText } from '../text/spread-text.ts'
import type { TimelineFacts } from './timeline-facts.ts'

/** Workers take turns if the interval lies below the first bound, and run at once if it lies above the second. */
const [turnsBelow, togetherAbove] = [0.05, 0.5]

/** "one holder at a time · median hold 5.10 ms (5.05–5.15) · overlap 0%". */
export function timelineWords(facts: TimelineFacts): string {
  return timelineParts(facts).join(' · ')
}

/** The same in parts: what was seen, how long a hold was, the overlap, and how reliable that is. */
export function timelineParts(facts: TimelineFacts): readonly string[] {
  if (facts.state === 'unresolved') return ['when its workers ran cannot be seen: turns under 1 ms, or long calls']
  return [...seen(facts), ...hold(facts), overlap(facts), ...reliability(facts)]
}

function seen({ overlap: { value, low, high }, series, workers, state }: TimelineFacts): readonly string[] {
  if (value === null) return []
  if ((low ?? value) > togetherAbove) return [workers === 2 ? 'both run at once' : 'several run at once']
  if ((high ?? value) >= turnsBelow) return []
  // Workers without a lock, or without cores of their own, hold nothing while they take turns.
  return [state === 'clear' && hasLock(series) ? 'one holder at a time' : 'one runs at a time']
}

function hold({ medianHoldMs, series }: TimelineFacts): readonly string[] {
  if (medianHoldMs.value === null) return []
  return [`median ${hasLock(series) ? 'hold' : 'turn'} ${spreadText(medianHoldMs, time)}`]
}

function overlap({ overlap: found }: TimelineFacts): string {
  const { value, low, high } = found
  if (value === null) return 'workers never met'
  // An interval without width adds nothing to its value.
  const isExact = low !== null && formatShare(low) === formatShare(high)
  return `overlap ${isExact ? formatShare(value) : spreadText(found, share)}`
}

function reliability({ state, rounds, roundsAside }: TimelineFacts): readonly string[] {
  if (state === 'disturbed') return ['disturbed: workers waited for a core']
  if (roundsAside === 0) return []
  return [`${roundsAside} of ${rounds + roundsAside} rounds left aside: disturbed`]
}

/** One line for each condition, with the conditions in one column. */
export function timelineLines(all: readonly TimelineFacts[]): string {
  const names = all.map(conditionName)
  const width = Math.max(0, ...names.map(({ length }) => length))
  return all.map((facts, index) => `  ${(names[index] ?? '').padEnd(width)}  ${withInterval(facts)}`).join('\n')
}

function withInterval(facts: TimelineFacts): string {
  const { switchIntervalMs, medianHoldMs } = facts
  const words = timelineWords(facts)
  return switchIntervalMs === null || medianHoldMs.value === null
    ? words
    : `${words} · switch interval ${switchIntervalMs} ms`
}

/** Whether the series' workers share an interpreter lock, as far as it is known without measuring. */
export function hasLock(id: SeriesId): boolean {
  const series = findSeries(id)
  if (series === undefined) return false
  const { runtime, executor } = series
  return executor === 'locked-threads' || lockConstrainedSeries(runtime) === `${runtime}/${executor}`
}
