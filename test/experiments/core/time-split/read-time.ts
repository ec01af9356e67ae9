import { timeSplit } from '../../../../experiments/core/time-split/time-split.ts'
import type { ConditionTime } from '../../../../experiments/core/time-split/condition-time.ts'
import type { ShareKind } from '../../../../experiments/core/time-split/share-kinds.ts'
import { sessionWith, type MadeUpTime } from './made-up-time.ts'

/** The time of the condition that the session is about. */
export function timeOf(made: MadeUpTime): ConditionTime {
  const time = timeSplit(sessionWith(made)).conditions.find(({ series }) => series === made.series)
  if (time === undefined) throw new Error('the session tells nothing of its time')
  return time
}

export function sentenceOf(made: MadeUpTime): string {
  const [first] = timeSplit(sessionWith(made)).series
  if (first === undefined) throw new Error('the session has no sentence')
  return `${first.series} ${first.sentence}`
}

export function shareOf({ shares }: ConditionTime, kind: ShareKind): number | null {
  return shares.find((share) => share.kind === kind)?.value ?? null
}

export function sumOf({ shares }: ConditionTime): number {
  return shares.reduce((sum, { value }) => sum + (value ?? 0), 0)
}
