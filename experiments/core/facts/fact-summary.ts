import { factRounds, type FactName, type FactValue } from './fact-rounds.ts'
import { formatMemory, formatMs, formatNumber } from '../text/format-number.ts'
import { textTable, type TextColumn } from '../text/text-table.ts'
import { geometricInterval } from '../numbers/interval.ts'
import type { Session } from '../session/session.ts'
import { median } from '../numbers/statistics.ts'

export interface FactSummary extends FactName {
  readonly rounds: number
  readonly found: FoundFact
}

export type FoundFact = FoundNumber | FoundAnswer | FoundTexts

/** A fact that is a number in each round; a list counts as its median. */
export interface FoundNumber {
  readonly kind: 'number'
  /** The geometric mean of the rounds; their median if there is no interval. */
  readonly value: number
  /** The 95% interval over the rounds; null with one round, or if one of them is 0 or less. */
  readonly low: number | null
  readonly high: number | null
  /** The smallest and the largest of the rounds. */
  readonly least: number
  readonly most: number
}

export interface FoundAnswer {
  readonly kind: 'answer'
  /** The number of rounds that answered yes. */
  readonly yes: number
}

export interface FoundTexts {
  readonly kind: 'text'
  /** Each text once. */
  readonly texts: readonly string[]
}

/** Sums up every fact, in the order of the plan's conditions, and of its trials' reports within a condition. */
export function factSummaries(session: Session): readonly FactSummary[] {
  const facts = factRounds(session)
  const order = new Map(session.header.conditions.map(({ series, workers }, at) => [`${series} ${workers}`, at]))
  const placeOf = ({ series, workers }: FactName): number => order.get(`${series} ${workers}`) ?? order.size
  return facts.names
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((fact) => {
      const values = [...facts.of(fact.series, fact.workers, fact.name).values()]
      return { ...fact, rounds: values.length, found: summed(values) }
    })
}

function summed(values: readonly FactValue[]): FoundFact {
  const numbers = values.flatMap((value) => numberOf(value) ?? [])
  if (numbers.length === values.length && numbers.length > 0) {
    return {
      kind: 'number',
      ...estimateOf(numbers),
      least: Math.min(...numbers),
      most: Math.max(...numbers),
    }
  }
  if (values.every((value) => typeof value === 'boolean')) {
    return { kind: 'answer', yes: values.filter(Boolean).length }
  }
  return { kind: 'text', texts: [...new Set(values.map(String))] }
}

/** The number of one round; a list counts as its median. @returns null for a value that is not a number */
export function numberOf(value: FactValue): number | null {
  if (typeof value === 'number') return value
  return Array.isArray(value) && value.length > 0 ? median(value) : null
}

function estimateOf(numbers: readonly number[]): Pick<FoundNumber, 'value' | 'low' | 'high'> {
  if (numbers.length < 2 || numbers.some((number) => number <= 0)) {
    return { value: median(numbers), low: null, high: null }
  }
  const { value, low, high } = geometricInterval(numbers.map(Math.log))
  return { value: value ?? median(numbers), low, high }
}

/** Writes "1.24 ms (1.20 ms–1.29 ms)" or "yes, in each of 5 rounds". */
export function factText(fact: FactSummary): string {
  const { value, detail } = factParts(fact)
  if (detail === '') return value
  const apart = fact.found.kind === 'number' || fact.rounds === 1
  if (apart) return `${value} (${detail})`
  return detail.startsWith('in each') ? `${value}, ${detail}` : `${value} ${detail}`
}

export interface FactParts {
  /** The value itself: "1.24 ms", "yes". */
  readonly value: string
  /** How certain it is: "1.20 ms–1.29 ms", "in each of 5 rounds", "in 3 of 5 rounds", "1 round"; empty for texts. */
  readonly detail: string
}

export function factParts({ found, unit, rounds }: FactSummary): FactParts {
  const all = rounds === 1 ? '1 round' : `in each of ${rounds} rounds`
  switch (found.kind) {
    case 'number': {
      const { low, high, least, most } = found
      const show = (value: number): string => withUnit(value, unit)
      const value = show(found.value)
      if (least === most) return { value, detail: all }
      if (low !== null && high !== null) return { value, detail: `${show(low)}–${show(high)}` }
      const between = least < 0 ? ' to ' : '–'
      return { value, detail: `${show(least)}${between}${show(most)} in ${rounds} rounds` }
    }
    case 'answer': {
      const sure = found.yes === 0 || found.yes === rounds
      return {
        value: found.yes === 0 ? 'no' : 'yes',
        detail: sure ? all : `in ${found.yes} of ${rounds} rounds`,
      }
    }
    case 'text':
      return { value: found.texts.join(', '), detail: '' }
  }
}

export function withUnit(value: number, unit: string): string {
  // a minus is not a hyphen: beside a dash between two numbers they would be taken for each other
  return value < 0 ? `−${positiveWithUnit(-value, unit)}` : positiveWithUnit(value, unit)
}

function positiveWithUnit(value: number, unit: string): string {
  if (unit === 'ms') return formatMs(value)
  if (unit === 'bytes') return value < 2 ** 20 ? `${formatNumber(value / 1024)} KiB` : formatMemory(value)
  if (unit === 'bytes/s') return `${formatMemory(value)}/s`
  if (unit === '1/s') return `${formatNumber(value)}/s`
  if (unit !== '') return `${formatNumber(value)} ${unit}`
  // counts are whole
  return Number.isInteger(value) ? value.toLocaleString('en-US') : formatNumber(value)
}

const columns: readonly TextColumn<FactSummary>[] = [
  { title: 'series', align: 'left', cell: ({ series }) => series },
  { title: 'workers', align: 'right', cell: ({ workers }) => String(workers) },
  { title: 'fact', align: 'left', cell: ({ name }) => name },
  { title: 'found (95%)', align: 'left', cell: factText },
]

export function formatFacts(facts: readonly FactSummary[]): string {
  return textTable(columns, facts)
}
