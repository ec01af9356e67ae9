import type { ClaimId } from '../../../../experiments/core/names/claims.ts'
import { decideClaims } from '../../../../experiments/core/claims/decide-claims.ts'
import type { ClaimRecord } from '../../../../experiments/core/session/claim.ts'
import { factRounds, type FactsBySeries } from '../../../../testbed/sessions/fact-rounds.ts'
import { sessionOf, type Facts as TrialFacts, type MadeUpSession } from '../../../../testbed/sessions/rounds.ts'

export type { FactsBySeries } from '../../../../testbed/sessions/fact-rounds.ts'

/** The facts of one trial; null for a trial that failed. */
export type Facts = TrialFacts | null

export type FactSession = Pick<MadeUpSession, 'quick' | 'usableCores' | 'runtimes' | 'load'>

/** The verdict on a claim in a session of probes. */
export function decideByFacts(id: ClaimId, facts: FactsBySeries, more: FactSession = {}): ClaimRecord {
  const [claim] = decideClaims(sessionOf({ ...more, rounds: factRounds(facts), claims: [id] }), [])
  if (claim === undefined) throw new Error(`${id} was not decided`)
  return claim
}

/** The same facts in each of five rounds. */
export function fiveTimes(facts: Facts): readonly Facts[] {
  return Array.from({ length: 5 }, () => facts)
}
