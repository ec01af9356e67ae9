import type { ClaimOf } from '../../names/claims.ts'
import type { Curve } from '../../curves/curve.ts'
import type { DisturbedConditions } from '../../curves/disturbance.ts'
import type { FactRounds } from '../../facts/fact-rounds.ts'
import type { RoundResults } from '../../curves/round-results.ts'
import type { WorkDoubt } from '../../curves/work-doubts.ts'
import type { Session } from '../../session/session.ts'
import type { ClaimRecord } from '../../session/claim.ts'

export interface ClaimData {
  readonly session: Session
  readonly results: RoundResults
  readonly facts: FactRounds
  readonly curves: readonly Curve[]
  /** Conditions whose times are not those of the work. */
  readonly doubts: readonly WorkDoubt[]
  readonly disturbed: DisturbedConditions
}

export type RuntimeVerdict = ClaimRecord['runtimes'][number]
export type Evidence = NonNullable<RuntimeVerdict['evidence']>

export type ClaimDecision = Pick<ClaimRecord, 'verdict' | 'why'> & { readonly runtimes: readonly RuntimeVerdict[] }

/** Most rules are made by `ratioRule` or `factRule`; a claim that is neither has a function of its own. */
export type ClaimRule = (data: ClaimData) => ClaimDecision

export type ClaimRules<Experiment extends string> = Readonly<Record<ClaimOf<Experiment>, ClaimRule>>
