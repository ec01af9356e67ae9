import type { SeriesId } from '../../experiments/core/names/series.ts'
import { foldSession } from '../../experiments/core/session/session-fold.ts'
import type { FactRecord, Session, SessionRecord } from '../../experiments/core/session/session.ts'
import { recordsOf, type RoundsBySeries } from './rounds.ts'

/** What the trial of each round found out, by name; units by name, '' where none is given. */
export type FoundBySeries = {
  readonly [series in SeriesId]?: Readonly<Record<number, readonly Readonly<Record<string, FactRecord['value']>>[]>>
}

/** A session of probes that has not ended: trials without laps, and what they found out. */
export function probeSession(found: FoundBySeries, units: Readonly<Record<string, string>> = {}): Session {
  const rounds: RoundsBySeries = Object.fromEntries(
    Object.entries(found).map(([series, byWorkers]) => [
      series,
      Object.fromEntries(Object.entries(byWorkers ?? {}).map(([workers, trials]) => [workers, trials.map(() => [])])),
    ]),
  )
  const records = recordsOf({ rounds }).flatMap((record): readonly SessionRecord[] => {
    if (record.record !== 'trial') return [record]
    const facts = Object.entries(found[record.series]?.[record.workers]?.[record.round] ?? {})
    const said = facts.map(([name, value]): FactRecord => {
      return { record: 'fact', trial: record.trial, name, value, unit: units[name] ?? '' }
    })
    return [...said, record]
  })
  return foldSession(records)
}
