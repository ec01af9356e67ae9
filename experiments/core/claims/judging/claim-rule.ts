import type { Curve } from '../../curves/curve.ts'
import type { FactRounds } from '../../facts/fact-rounds.ts'
import type { RoundResults } from '../../curves/round-results.ts'
import type { ClaimRecord, Session } from '../../session/session.ts'

/** What rules decide from. */
export interface ClaimData {
  readonly session: Session
  readonly results: RoundResults
  readonly facts: FactRounds
  readonly curves: readonly Curve[]
}

export type RuntimeVerdict = ClaimRecord['runtimes'][number]
export type Evidence = NonNullable<RuntimeVerdict['evidence']>

export type ClaimDecision = Pick<ClaimRecord, 'verdict' | 'why'> & { readonly runtimes: readonly RuntimeVerdict[] }

/** One rule a claim: ratio rules are made by `ratioRule`; a rule on facts or shares is a function of its own. */
export type ClaimRule = (data: ClaimData) => ClaimDecision
