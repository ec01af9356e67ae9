import type { SeriesId } from '../../experiments/core/names/series.ts'
import type { Session } from '../../experiments/core/session/session.ts'
import { crashed, sessionOf, type Facts, type RoundsBySeries } from './rounds.ts'

/** What the trials of a probe found out, one for each round, by series and worker count; null for a trial that failed. */
export type FactsBySeries = { readonly [series in SeriesId]?: Readonly<Record<number, readonly (Facts | null)[]>> }

/** The rounds of a session of probes, whose trials have no laps. */
export function factRounds(found: FactsBySeries, units: Readonly<Record<string, string>> = {}): RoundsBySeries {
  return Object.fromEntries(
    Object.entries(found).map(([series, counts]) => [
      series,
      Object.fromEntries(
        Object.entries(counts ?? {}).map(([workers, trials]) => [
          workers,
          trials.map((facts) => (facts === null ? crashed : { facts, units })),
        ]),
      ),
    ]),
  )
}

/** A session of probes that has not ended. */
export function probeSession(found: FactsBySeries, units: Readonly<Record<string, string>> = {}): Session {
  return sessionOf({ rounds: factRounds(found, units) })
}
