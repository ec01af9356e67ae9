import { conditionName } from '../names/condition-name.ts'
import type { TimeSplit } from './time-split.ts'
import { seriesName } from '../names/series-titles.ts'
import { formatShare } from '../text/format-number.ts'
import { shareText } from '../scaling-laws/share-text.ts'
import type { ConditionTime, TimeShare } from './condition-time.ts'
import { aboutKind } from './share-kinds.ts'

/** Parts that are smaller than this are not named. */
const leastShown = 0.01

/** The parts of a condition that are named: computing, then the losses from the largest on. */
export function namedShares({ shares }: ConditionTime): readonly (TimeShare & { readonly value: number })[] {
  const known = shares.flatMap((share) => (share.value === null ? [] : [{ ...share, value: share.value }]))
  const losses = known.filter(({ kind, value }) => kind !== 'useful' && value >= leastShown)
  return [...known.filter(({ kind }) => kind === 'useful'), ...losses.toSorted((a, b) => b.value - a.value)]
}

/** "computing 49% (48–50%) · waiting for the lock 49% (48–51%)". */
export function sharesText(time: ConditionTime): string {
  return namedShares(time)
    .map((share) => `${aboutKind[share.kind].name} ${time.rounds === 1 ? formatShare(share.value) : shareText(share)}`)
    .join(' · ')
}

/** The time split as text: a line for each condition, then a sentence for each curve; empty if nothing was timed. */
export function formatTimeSplit({ conditions, series }: TimeSplit): string {
  if (series.length === 0) return ''
  const names = new Map(conditions.map((one) => [one, conditionName(one)]))
  const width = Math.max(...[...names.values()].map(({ length }) => length))
  const single = conditions.every(({ rounds }) => rounds === 1)
  return [
    `Where the workers’ time goes, of workers × lap${single ? ' (no intervals: only one round)' : ', with 95% intervals'}`,
    ...conditions.map((one) => `  ${(names.get(one) ?? '').padEnd(width)}  ${sharesText(one)}`),
    ...series.map(({ series, sentence }) => `  ${seriesName(series)}: ${sentence}.`),
  ].join('\n')
}
