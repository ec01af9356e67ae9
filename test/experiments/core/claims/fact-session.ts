import type { ClaimId } from '../../../../experiments/core/claim-ids.ts'
import { decideClaims } from '../../../../experiments/core/claims.ts'
import type { FactValue } from '../../../../experiments/core/fact-rounds.ts'
import { foldSession } from '../../../../experiments/core/session-fold.ts'
import type { SeriesId } from '../../../../experiments/core/series.ts'
import type { ClaimRecord, SessionRecord } from '../../../../experiments/core/session.ts'
import { recordsOf, type RoundsBySeries } from '../session-fixture.ts'

export type Facts = Readonly<Record<string, FactValue>>

/** What the trials of a probe found out, one for each round, by series and worker count. */
export type FactsBySeries = { readonly [series in SeriesId]?: Readonly<Record<number, readonly Facts[]>> }

/** The verdict on a claim in a session of probes. */
export function decideByFacts(id: ClaimId, facts: FactsBySeries): ClaimRecord {
  const session = foldSession(factRecords(id, facts))
  const [claim] = decideClaims(session, [])
  if (claim === undefined) throw new Error(`${id} was not decided`)
  return claim
}

function factRecords(id: ClaimId, facts: FactsBySeries): readonly SessionRecord[] {
  const rounds: RoundsBySeries = Object.fromEntries(
    Object.entries(facts).map(([series, counts]) => [
      series,
      Object.fromEntries(Object.entries(counts ?? {}).map(([workers, trials]) => [workers, trials.map(() => 1)])),
    ]),
  )
  return recordsOf({ rounds, claims: [id] }).flatMap((record): readonly SessionRecord[] => {
    if (record.record === 'lap') return []
    if (record.record !== 'trial') return [record]
    const found = facts[record.series]?.[record.workers]?.[record.round] ?? {}
    const { trial } = record
    return [
      ...Object.entries(found).map(([name, value]) => ({ record: 'fact' as const, trial, name, value, unit: '' })),
      record,
    ]
  })
}
