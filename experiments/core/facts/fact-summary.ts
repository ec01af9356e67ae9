import { geometricInterval, shareInterval, usualConfidence, type Ratio } from '../numbers/interval.ts'
import { median } from '../numbers/statistics.ts'
import type { Session } from '../session/session.ts'
import { eventOf, mostShare } from './fact-names.ts'
import { factRounds, type FactName, type FactValue } from './fact-rounds.ts'

export interface FactSummary extends FactName {
  readonly rounds: number
  readonly found: FoundFact
}

export type FoundFact = FoundNumber | FoundAnswer | FoundTexts

/** A fact that is a number in each round; a list counts as its median, but for counts of losses. */
export interface FoundNumber extends Ratio {
  readonly kind: 'number'
  /** The geometric mean of the rounds, of shares their mean; their median if there is no interval. */
  readonly value: number
  /** The 95% interval over the rounds; null with one round, for counts, and if a round is 0 or less and no share. */
  readonly low: number | null
  readonly high: number | null
  /** The smallest and the largest of the rounds; of losses, of all laps. */
  readonly least: number
  readonly most: number
  /** Of losses alone: in how many of all laps there were some. */
  readonly losses?: { readonly laps: number; readonly lossy: number }
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
      return { ...fact, rounds: values.length, found: summed(fact, values) }
    })
}

function summed(fact: FactName, values: readonly FactValue[]): FoundFact {
  const numbers = values.flatMap((value) => numberOf(value) ?? [])
  if (numbers.length === values.length && numbers.length > 0) {
    return eventOf(fact.name) === null ? foundNumber(fact, numbers) : foundLosses(values)
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

function foundNumber(fact: FactName, numbers: readonly number[]): FoundNumber {
  const ends = { kind: 'number', least: Math.min(...numbers), most: Math.max(...numbers) } as const
  const none = { ...ends, value: median(numbers), low: null, high: null }
  if (numbers.length < 2) return none
  const most = mostShare(fact.name, fact.workers)
  if (most === null && isWhole(fact, numbers)) return none
  if (most === null && numbers.some((number) => number <= 0)) return none
  const spread =
    most === null ? geometricInterval(numbers.map(Math.log)) : shareInterval(numbers, usualConfidence, most)
  return { ...ends, ...spread, value: spread.value ?? none.value }
}

/** Counts are whole, and an interval of them would not be. */
function isWhole({ unit }: FactName, numbers: readonly number[]): boolean {
  return unit === '' && numbers.every(Number.isInteger)
}

/** In most laps nothing may be lost, so a median of 0 would hide what was: all laps count alike. */
function foundLosses(values: readonly FactValue[]): FoundNumber {
  const laps = values.flatMap((value) => (typeof value === 'number' || Array.isArray(value) ? value : []))
  return {
    kind: 'number',
    value: Math.round(median(laps)),
    low: null,
    high: null,
    least: Math.min(...laps),
    most: Math.max(...laps),
    losses: { laps: laps.length, lossy: laps.filter((lost) => lost !== 0).length },
  }
}
