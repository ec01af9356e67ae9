import type { ClaimId } from '../../../../experiments/core/names/claims.ts'
import { decideClaims } from '../../../../experiments/core/claims/decide-claims.ts'
import type { ClaimRecord } from '../../../../experiments/core/session/claim.ts'
import { curvesOf } from '../../../../experiments/core/curves/speedup.ts'
import { sessionOf, type MadeUpSession } from '../../../../testbed/sessions/rounds.ts'

export function decide(id: ClaimId, fixture: MadeUpSession): ClaimRecord {
  const session = sessionOf({ ...fixture, claims: [id] })
  const [claim] = decideClaims(session, curvesOf(session))
  if (claim === undefined) throw new Error(`${id} was not decided`)
  return claim
}

const serialMs = 400

export const serial = [400, 400, 400, 400, 400]

/** Five rounds in which the speedup over a serial lap of 400 ms is about this, give or take 1%. */
export function about(speedup: number): readonly number[] {
  return [1, 1.01, 0.99, 1.01, 0.99].map((off) => (serialMs / speedup) * off)
}
