import { factScale, type FactScale } from './fact-scale.ts'
import type { FactSummary, FoundFact } from './fact-summary.ts'
import { factParts, factWriter, quantityOf, type FactParts } from './fact-text.ts'
import { factTitle } from './fact-titles.ts'
import type { Writer } from '../text/quantity.ts'
import { isTooWide } from '../text/spread-text.ts'
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
    const scale = factScale(members.map((fact) => drawn(fact)))
    const writer = factWriter(members)
    return {
      name,
      title: factTitle(name),
      lines: linesOf(members, scale === null, writer),
      scale,
      scaleText: scale === null ? '' : scaleText(scale, writer),
    }
  })
}

function linesOf(facts: readonly FactSummary[], exact: boolean, writer: Writer): readonly FactLine[] {
  const lines: FactLine[] = []
  for (const fact of facts) {
    const { series, workers, found, rounds } = fact
    const line: FactLine = { series, workers: [workers], found: drawn(fact), rounds, ...factParts(fact, writer) }
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

/** An interval that is not written is not drawn: the smallest and the largest of the rounds stand in its place. */
function drawn({ name, unit, found }: FactSummary): FoundFact {
  if (found.kind !== 'number') return found
  const hidden = found.pair !== undefined || isTooWide(found, quantityOf({ name, unit }, [found.value]))
  return hidden ? { ...found, low: null, high: null } : found
}

function scaleText({ kind, from, to }: FactScale, writer: Writer): string {
  const text = `${from === 0 ? '0' : writer.one(from)} to ${writer.one(to)}`
  return kind === 'log' ? `${text}, logarithmic` : text
}
