import type { Curve } from '../curves/curve.ts'
import { disturbedConditions } from '../curves/disturbance.ts'
import { roundResults } from '../curves/round-results.ts'
import { workDoubts } from '../curves/work-doubts.ts'
import { factRounds } from '../facts/fact-rounds.ts'
import type { Session } from '../session/session.ts'
import type { ClaimData } from './judging/claim-rule.ts'

/** All that rules look at, in a claim and in an answer. */
export function claimData(session: Session, curves: readonly Curve[]): ClaimData {
  const results = roundResults(session)
  const doubts = workDoubts(session, results)
  return { session, results, facts: factRounds(session), curves, doubts, disturbed: disturbedConditions(session) }
}
