import { number, words, type Answer, type AnswerPart } from '../answers/answer.ts'
import { factTitle } from '../facts/fact-titles.ts'
import { withUnit } from '../facts/fact-text.ts'
import { conditionName } from '../names/condition-name.ts'
import type { Ratio } from '../numbers/interval.ts'
import { counted, formatFactor, formatNumber, formatShare } from '../text/format-number.ts'
import { noNumber } from '../text/spread-text.ts'
import type { ComparedRow } from './compared-rows.ts'
import type { Comparison } from './compare-sessions.ts'

/** What a comparison says in a sentence. @param names what people call the two sessions, such as "14:02" */
export function comparisonAnswer(comparison: Comparison, [a, b]: readonly [string, string]): Answer {
  const { obstacle, rows } = comparison
  if (obstacle !== null) return { sentence: [words(obstacle)], second: null }
  const changed = rows.filter(({ change }) => change === 'more' || change === 'less')
  const [most] = changed.toSorted((x, y) => sizeOf(y) - sizeOf(x))
  const unknown = rows.filter(({ change }) => change === 'unknown').length
  if (most !== undefined) {
    const rest = rows.length - unknown - changed.length
    return { sentence: changeSentence(comparison, most, [a, b]), second: [words(othersText(changed.length - 1, rest))] }
  }
  if (unknown === rows.length) {
    return { sentence: [words('Too few rounds to say: each session needs two rounds or more.')], second: null }
  }
  return {
    sentence: [words(`No change was seen between ${a} and ${b}.`)],
    second: [words(`In ${counted(rows.length - unknown, 'row')} the range of the ratio holds 1.`)],
  }
}

function changeSentence(
  { sameMachine }: Comparison,
  row: ComparedRow,
  [a, b]: readonly [string, string],
): readonly AnswerPart[] {
  const { series, fact, change } = row
  const who = conditionName(row)
  const amount = number(changeSize(row.ratio), series)
  const range: AnswerPart = { text: ` (${changeRange(row.ratio)})`, range: true }
  const than = words(`than in ${a}`)
  if (fact !== null) {
    return [words(`In ${b}, ${factTitle(fact)} of ${who} is `), amount, words(` ${change} `), than, range, words('.')]
  }
  const verb = sameMachine ? 'gain' : 'use their cores'
  const how = sameMachine ? change : change === 'more' ? 'better' : 'worse'
  return [words(`In ${b}, ${who} ${verb} `), amount, words(` ${how} `), than, range, words('.')]
}

function othersText(changed: number, same: number): string {
  const others = changed === 0 ? 'Nothing else changed' : `${counted(changed, 'other row')} changed too`
  return same === 0 ? `${others}.` : `${others}; in ${counted(same, 'row')} no change was seen.`
}

function sizeOf({ ratio }: ComparedRow): number {
  return Math.abs(Math.log(ratio.value ?? 1))
}

/** "13%": how much more or less it is. */
export function changeSize({ value }: Pick<Ratio, 'value'>): string {
  return value === null ? noNumber : formatShare(Math.abs(value - 1))
}

/** "6–20%". */
function changeRange({ low, high }: Ratio): string {
  if (low === null || high === null) return noNumber
  const [near, far] = [Math.abs(low - 1), Math.abs(high - 1)].sort((x, y) => x - y) as [number, number]
  return `${formatShare(near).replace('%', '')}–${formatShare(far)}`
}

/** One session's number in a row: "1.97×", of two machines its efficiency "98%", a fact with its unit. */
export function rowValue({ sameMachine }: Comparison, { workers, fact, unit }: ComparedRow, { value }: Ratio): string {
  if (value === null) return noNumber
  if (fact !== null) return withUnit(value, { name: fact, unit })
  return sameMachine ? formatFactor(value) : formatShare(value / workers)
}

/** "0.87 (0.80–0.94)". */
export function ratioText({ ratio: { value, low, high }, change }: ComparedRow): string {
  if (value === null) return noNumber
  return change === 'unknown' || low === null || high === null
    ? `${formatNumber(value)} (too few rounds)`
    : `${formatNumber(value)} (${formatNumber(low)}–${formatNumber(high)})`
}

export const changeWords: Readonly<Record<ComparedRow['change'], string>> = {
  more: 'more',
  less: 'less',
  none: 'no change seen',
  unknown: 'too few rounds',
}
