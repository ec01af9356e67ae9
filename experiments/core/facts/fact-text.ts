import { seriesName } from '../names/series-titles.ts'
import { groupBy } from '../numbers/group-by.ts'
import { counted } from '../text/format-number.ts'
import {
  columnWriter,
  count,
  memory,
  memoryRate,
  plain,
  quantityIn,
  share,
  time,
  type Quantity,
  type Writer,
} from '../text/quantity.ts'
import { isTooWide, oneRoundOnly, rangeText, tooFewRounds } from '../text/spread-text.ts'
import { textTable, type TextColumn } from '../text/text-table.ts'
import type { FactName } from './fact-rounds.ts'
import { eventOf, mostShare } from './fact-names.ts'
import type { FactSummary, FoundNumber } from './fact-summary.ts'
import { factTitle } from './fact-titles.ts'

export interface FactParts {
  /** The value itself: "1.24 ms", "25.3 ms and 27.1 ms", "0–263,950", "yes". */
  readonly value: string
  /** How certain it is: "1.20–1.29 ms", "two rounds", "lost in 2 of 8 laps", "same in all 5 rounds"; empty for texts. */
  readonly detail: string
}

/** A number of the unit's base, whatever the unit of a fact is: MiB/s are bytes/s, of which 1,000 MiB/s make a GiB/s. */
export function quantityOf({ name, unit }: Pick<FactName, 'name' | 'unit'>, numbers: readonly number[]): Quantity {
  if (mostShare(name, 1) !== null) return share
  if (unit === 'ms') return time
  if (unit === 'bytes') return memory
  if (unit === 'bytes/s' || unit === 'MiB/s') return memoryRate
  if (unit === '1/s') return quantityIn('/s')
  if (unit !== '') return quantityIn(unit)
  return numbers.every(Number.isInteger) ? count : plain
}

/** How the numbers of all facts of one name are written: in one unit, with the same digits. */
export function factWriter(facts: readonly FactSummary[]): Writer {
  const [first] = facts
  const numbers = facts.flatMap(({ found }) => (found.kind === 'number' ? [found.least, found.most] : []))
  if (first === undefined) return columnWriter(plain, [])
  const base = baseOf(first.unit)
  const writer = columnWriter(
    quantityOf(first, numbers),
    numbers.map((number) => number * base),
  )
  return {
    one: (value) => writer.one(value * base),
    bare: (value) => writer.bare(value * base),
    unit: writer.unit,
  }
}

function baseOf(unit: string): number {
  return unit === 'MiB/s' ? 2 ** 20 : 1
}

export function withUnit(value: number, { name, unit }: Pick<FactName, 'name' | 'unit'>): string {
  const base = baseOf(unit)
  return columnWriter(quantityOf({ name, unit }, [value]), [value * base]).one(value * base)
}

/** Writes "1.24 ms (1.20–1.29 ms)" or "yes, same in all 5 rounds". */
export function factText(fact: FactSummary, writer = factWriter([fact])): string {
  const { value, detail } = factParts(fact, writer)
  if (detail === '') return value
  if (fact.found.kind !== 'number') return `${value}, ${detail}`
  return fact.found.losses === undefined ? `${value} (${detail})` : `${value}; ${detail}`
}

export function factParts(fact: FactSummary, writer = factWriter([fact])): FactParts {
  const { found, rounds } = fact
  switch (found.kind) {
    case 'number':
      return numberParts(fact, found, writer)
    case 'answer': {
      const sure = found.yes === 0 || found.yes === rounds
      return {
        value: found.yes === 0 ? 'no' : 'yes',
        detail: sure ? sameIn(rounds) : `in ${found.yes} of ${rounds} rounds`,
      }
    }
    case 'text':
      return { value: found.texts.join(', '), detail: '' }
  }
}

function numberParts(fact: FactSummary, found: FoundNumber, writer: Writer): FactParts {
  const { value, low, high, least, most, pair, losses } = found
  const { rounds, name } = fact
  const between = rangeText(least, most, count, writer)
  if (losses !== undefined) {
    const event = eventOf(name) ?? ''
    return { value: least === most ? writer.bare(least) : between, detail: `${event} in ${lossyText(losses)}` }
  }
  if (least === most) return { value: writer.one(value), detail: sameIn(rounds) }
  if (pair !== undefined || rounds === 2) {
    return { value: `${writer.one(least)} and ${writer.one(most)}`, detail: 'two rounds' }
  }
  if (low === null || high === null)
    return { value: writer.one(value), detail: `${between}${writer.unit} in ${rounds} rounds` }
  const quantity = quantityOf(fact, [least, most])
  if (isTooWide(found, quantity)) return { value: `about ${writer.one(value)}`, detail: tooFewRounds }
  return { value: writer.one(value), detail: `${rangeText(low, high, plain, writer)}${writer.unit}` }
}

function lossyText({ laps, lossy }: NonNullable<FoundNumber['losses']>): string {
  if (lossy === 0) return `none of ${counted(laps, 'lap')}`
  return lossy === laps ? `each of ${counted(laps, 'lap')}` : `${lossy} of ${counted(laps, 'lap')}`
}

/** "one round only", "same in both rounds", "same in all 5 rounds". */
function sameIn(rounds: number): string {
  if (rounds === 1) return oneRoundOnly
  return rounds === 2 ? 'same in both rounds' : `same in all ${rounds} rounds`
}

/** Numbers of one name are written alike. */
export function factWriters(facts: readonly FactSummary[]): ReadonlyMap<string, Writer> {
  return new Map([...groupBy(facts, ({ name }) => name)].map(([name, those]) => [name, factWriter(those)]))
}

/** The measured values as text. */
export function formatFacts(facts: readonly FactSummary[]): string {
  const writers = factWriters(facts)
  const columns: readonly TextColumn<FactSummary>[] = [
    { title: 'series', align: 'left', cell: ({ series }) => seriesName(series) },
    { title: 'workers', align: 'right', cell: ({ workers }) => String(workers) },
    { title: 'measured', align: 'left', cell: ({ name }) => factTitle(name) },
    { title: 'value (95% interval)', align: 'left', cell: (fact) => factText(fact, writers.get(fact.name)) },
  ]
  return textTable(columns, facts)
}
