import type { ClaimId } from '../../../../experiments/core/names/claim-ids.ts'
import { decideClaims } from '../../../../experiments/core/claims/claims.ts'
import type { FactValue } from '../../../../experiments/core/facts/fact-rounds.ts'
import { foldSession } from '../../../../experiments/core/session/session-fold.ts'
import type { SeriesId } from '../../../../experiments/core/names/series.ts'
import type { ClaimRecord, SessionHeader, SessionRecord } from '../../../../experiments/core/session/session.ts'
import { crashed, recordsOf, type RoundsBySeries, type SessionFixture } from '../../../../testbed/sessions/rounds.ts'

/** Of one trial, by name; null where it failed. */
export type Facts = Readonly<Record<string, FactValue>> | null

/** What the trials of a probe found out, one for each round, by series and worker count. */
export type FactsBySeries = { readonly [series in SeriesId]?: Readonly<Record<number, readonly Facts[]>> }

export interface FactSession extends Pick<SessionFixture, 'quick' | 'usableCores'> {
  readonly runtimes?: SessionHeader['runtimes']
}

/** The verdict on a claim in a session of probes. */
export function decideByFacts(id: ClaimId, facts: FactsBySeries, more: FactSession = {}): ClaimRecord {
  const session = foldSession(factRecords(id, facts, more))
  const [claim] = decideClaims(session, [])
  if (claim === undefined) throw new Error(`${id} was not decided`)
  return claim
}

/** The same facts in each of five rounds. */
export function fiveTimes(facts: Facts): readonly Facts[] {
  return Array.from({ length: 5 }, () => facts)
}

function factRecords(id: ClaimId, facts: FactsBySeries, more: FactSession): readonly SessionRecord[] {
  const { runtimes, ...fixture } = more
  const rounds: RoundsBySeries = Object.fromEntries(
    Object.entries(facts).map(([series, counts]) => [
      series,
      Object.fromEntries(
        Object.entries(counts ?? {}).map(([workers, trials]) => [
          workers,
          trials.map((one) => (one === null ? crashed : 1)),
        ]),
      ),
    ]),
  )
  return recordsOf({ ...fixture, rounds, claims: [id] }).flatMap((record): readonly SessionRecord[] => {
    if (record.record === 'lap') return []
    if (record.record === 'header') return [runtimes === undefined ? record : { ...record, runtimes }]
    if (record.record !== 'trial') return [record]
    const found = facts[record.series]?.[record.workers]?.[record.round] ?? {}
    const { trial } = record
    return [
      ...Object.entries(found).map(([name, value]) => ({ record: 'fact' as const, trial, name, value, unit: '' })),
      record,
    ]
  })
}
