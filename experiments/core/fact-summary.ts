import type { Ratio } from './curve.ts'
import { factRounds, type FactName, type FactValue } from './fact-rounds.ts'
import { formatMemory, formatMs, formatNumber } from './format-number.ts'
import { geometricInterval } from './interval.ts'
import type { Session } from './session.ts'
import { median } from './statistics.ts'

/** A fact over all rounds. */
export interface FactSummary extends FactName {
  readonly rounds: number
  readonly found: FoundFact
}

export type FoundFact =
  /** A number in each round, that of a list being its median; the interval is by the round, null where one is 0 or less. */
  | { readonly kind: 'number'; readonly median: number; readonly low: number | null; readonly high: number | null }
  | { readonly kind: 'answer'; readonly yes: number }
  /** Distinct ones. */
  | { readonly kind: 'text'; readonly texts: readonly string[] }

export function factSummaries(session: Session): readonly FactSummary[] {
  const facts = factRounds(session)
  return facts.names.map((fact) => {
    const values = [...facts.of(fact.series, fact.workers, fact.name).values()]
    return { ...fact, rounds: values.length, found: summed(values) }
  })
}

function summed(values: readonly FactValue[]): FoundFact {
  const numbers = values.flatMap((value) => numberOf(value) ?? [])
  if (numbers.length === values.length && numbers.length > 0) {
    const { low, high } = intervalOf(numbers)
    return { kind: 'number', median: median(numbers), low, high }
  }
  if (values.every((value) => typeof value === 'boolean')) {
    return { kind: 'answer', yes: values.filter(Boolean).length }
  }
  return { kind: 'text', texts: [...new Set(values.map(String))] }
}

/** Of one round: a list of latencies counts by its median. @returns null for what is no number */
export function numberOf(value: FactValue): number | null {
  if (typeof value === 'number') return value
  return Array.isArray(value) && value.length > 0 ? median(value) : null
}

function intervalOf(numbers: readonly number[]): Pick<Ratio, 'low' | 'high'> {
  if (numbers.length < 2 || numbers.some((number) => number <= 0)) return { low: null, high: null }
  return geometricInterval(numbers.map(Math.log))
}

/** "1.24 ms (1.20–1.29)", "yes, in each of 5 rounds". */
export function factText({ found, unit, rounds }: FactSummary): string {
  switch (found.kind) {
    case 'number': {
      const show = (value: number): string => withUnit(value, unit)
      if (found.low === null || found.high === null) return show(found.median)
      return found.low === found.high
        ? show(found.median)
        : `${show(found.median)} (${show(found.low)}–${show(found.high)})`
    }
    case 'answer':
      if (found.yes === rounds) return rounds === 1 ? 'yes (1 round)' : `yes, in each of ${String(rounds)} rounds`
      if (found.yes === 0) return rounds === 1 ? 'no (1 round)' : `no, in each of ${String(rounds)} rounds`
      return `yes in ${String(found.yes)} of ${String(rounds)} rounds`
    case 'text':
      return found.texts.join(', ')
  }
}

function withUnit(value: number, unit: string): string {
  if (unit === 'ms') return formatMs(value)
  if (unit === 'bytes') return Math.abs(value) < 2 ** 20 ? `${formatNumber(value / 1024)} KiB` : formatMemory(value)
  return unit === '' ? formatNumber(value) : `${formatNumber(value)} ${unit}`
}

/** The facts as aligned text, one line each. */
export function formatFacts(facts: readonly FactSummary[]): string {
  const rows = [
    ['series', 'workers', 'fact', 'found (95%)'],
    ...facts.map((fact) => [fact.series, String(fact.workers), fact.name, factText(fact)]),
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0))),
    )
    .map((cells) => cells.join('  ').trimEnd())
    .join('\n')
}
