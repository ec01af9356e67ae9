import { z } from 'zod'
import { claimIds, type ClaimId } from '../names/claims.ts'
import { claimData } from './claim-data.ts'
import { claimRules } from './claim-rules.ts'
import type { Curve } from '../curves/curve.ts'
import type { Session } from '../session/session.ts'
import type { ClaimRecord } from '../session/claim.ts'

const listedSchema = z.object({ claims: z.array(z.string()) })

/** The claims that the session's experiment lists, in its order, each once. */
function listedClaims(session: Session): readonly ClaimId[] {
  const listed = new Set<string>(listedSchema.safeParse(session.header.experiment.definition).data?.claims)
  return [...listed].flatMap((id) => claimIds.find((known) => known === id) ?? [])
}

export function decideClaims(session: Session, curves: readonly Curve[]): readonly ClaimRecord[] {
  const listed = listedClaims(session)
  if (listed.length === 0) return []
  const data = claimData(session, curves)
  return listed.map((id) => {
    const { verdict, why, runtimes } = claimRules[id](data)
    return { record: 'claim', id, verdict, why, runtimes: [...runtimes] }
  })
}
