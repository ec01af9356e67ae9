import { factScale, type FactScale } from './fact-scale.ts'
import { factParts, withUnit, type FactParts, type FactSummary } from './fact-summary.ts'
import { factTitle } from './fact-titles.ts'
import { groupBy } from '../numbers/group-by.ts'
import type { SeriesId } from '../names/series.ts'

export interface FactGroup {
  readonly name: string
  readonly title: string
  readonly lines: readonly FactLine[]
  /** Null if its facts are not numbers, or are exact counts. */
  readonly scale: FactScale | null
  /** The scale's ends: "0 to 45 ms", "0.01 ms to 3.00 ms, logarithmic"; empty without one. */
  readonly scaleText: string
}

/** The fact of one series at one worker count, or at several if they found the same and need no bar. */
export interface FactLine extends FactParts {
  readonly series: SeriesId
  readonly workers: readonly number[]
  readonly found: FactSummary['found']
  readonly rounds: number
}

/** Groups the facts by name, in the order in which the names first appear. */
export function factGroups(facts: readonly FactSummary[]): readonly FactGroup[] {
  return [...groupBy(facts, ({ name }) => name)].map(([name, members]) => {
    const scale = factScale(members)
    const unit = members[0]?.unit ?? ''
    return {
      name,
      title: factTitle(name),
      lines: linesOf(members, scale === null),
      scale,
      scaleText: scale === null ? '' : scaleText(scale, unit),
    }
  })
}

function linesOf(facts: readonly FactSummary[], exact: boolean): readonly FactLine[] {
  const lines: FactLine[] = []
  for (const fact of facts) {
    const { series, workers, found, rounds } = fact
    const line: FactLine = { series, workers: [workers], found, rounds, ...factParts(fact) }
    const last = lines.at(-1)
    if (last !== undefined && saysTheSame(last, line) && (exact || found.kind !== 'number')) {
      lines[lines.length - 1] = { ...last, workers: [...last.workers, workers] }
    } else {
      lines.push(line)
    }
  }
  return lines
}

function saysTheSame(one: FactLine, other: FactLine): boolean {
  return one.series === other.series && one.value === other.value && one.detail === other.detail
}

function scaleText({ kind, from, to }: FactScale, unit: string): string {
  const text = `${from === 0 ? '0' : withUnit(from, unit)} to ${withUnit(to, unit)}`
  return kind === 'log' ? `${text}, logarithmic` : text
}
