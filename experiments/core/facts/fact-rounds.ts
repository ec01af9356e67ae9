import type { SeriesId } from '../names/series.ts'
import { countedTrials } from '../session/counted-trials.ts'
import type { FactRecord, Session } from '../session/session.ts'

export type FactValue = FactRecord['value']

export interface FactRounds {
  /** @returns the values by round; empty if no trial of the condition reported the fact */
  of(series: SeriesId, workers: number, name: string): ReadonlyMap<number, FactValue>
  /** Every fact once, in the order in which it was first reported. */
  readonly names: readonly FactName[]
}

export interface FactName {
  readonly series: SeriesId
  readonly workers: number
  readonly name: string
  readonly unit: string
}

export function factRounds(session: Session): FactRounds {
  const trials = new Map(countedTrials(session).map((one) => [one.trial, one]))
  const byFact = new Map<string, Map<number, FactValue>>()
  const names: FactName[] = []
  for (const { trial: number, name, value, unit } of session.facts) {
    const trial = trials.get(number)
    if (trial === undefined) continue
    const { series, workers, round } = trial
    const key = keyOf(series, workers, name)
    const rounds = byFact.get(key) ?? new Map<number, FactValue>()
    if (rounds.size === 0) names.push({ series, workers, name, unit })
    rounds.set(round, value)
    byFact.set(key, rounds)
  }
  return { of: (series, workers, name) => byFact.get(keyOf(series, workers, name)) ?? new Map(), names }
}

function keyOf(series: SeriesId, workers: number, name: string): string {
  return `${series} ${workers} ${name}`
}
