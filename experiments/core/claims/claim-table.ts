import { claimIds, claims, type ClaimId } from '../names/claims.ts'
import { verdicts, verdictWords } from './judging/verdict-words.ts'
import type { ClaimRecord, Verdict } from '../session/claim.ts'

/** One experiment of the catalogue has a session with its claims, or a reason why it has none. */
export type ExperimentEvidence =
  | {
      readonly kind: 'measured'
      /** The session's file. */
      readonly session: string
      readonly startedAt: string
      readonly claims: readonly ClaimRecord[]
    }
  | { readonly kind: 'not-measured'; readonly why: string }

export interface ClaimTableRow {
  readonly id: ClaimId
  readonly sentence: string
  readonly experiment: string
  readonly verdict: Verdict
  readonly why: string
  readonly runtimes: ClaimRecord['runtimes']
  /** The file and the start of the deciding session; both are null if nothing was measured. */
  readonly session: string | null
  readonly startedAt: string | null
}

/** Lists every claim in the textbook's order. @param evidence by experiment */
export function claimTable(evidence: ReadonlyMap<string, ExperimentEvidence>): readonly ClaimTableRow[] {
  return claimIds.map((id) => {
    const { sentence, experiment } = claims[id]
    const found = evidence.get(experiment)
    const claim = found?.kind === 'measured' ? found.claims.find((one) => one.id === id) : undefined
    if (found?.kind !== 'measured' || claim === undefined) {
      const why = found?.kind === 'not-measured' ? found.why : `no session of ${experiment} has decided it yet`
      return { id, sentence, experiment, verdict: 'not-measured', why, runtimes: [], session: null, startedAt: null }
    }
    const { verdict, why, runtimes } = claim
    return { id, sentence, experiment, verdict, why, runtimes, session: found.session, startedAt: found.startedAt }
  })
}

export type VerdictCounts = Readonly<Record<Verdict, number>>

export function countVerdicts(rows: readonly Pick<ClaimTableRow, 'verdict'>[]): VerdictCounts {
  const counts = { confirmed: 0, refuted: 0, inconclusive: 0, 'not-measured': 0, illustrated: 0 }
  for (const { verdict } of rows) counts[verdict]++
  return counts
}

/** "19 true here, 2 not true here, 1 shown by a model, 4 undecided, 5 not run". */
export function countsText(counts: VerdictCounts): string {
  return verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdictWords[verdict]}`)
    .join(', ')
}
