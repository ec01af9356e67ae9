import { decidingExperiments } from '../../experiments/core/names/claims.ts'
import { claimTable, type ExperimentEvidence } from '../../experiments/core/claims/claim-table.ts'
import { decideClaims } from '../../experiments/core/claims/decide-claims.ts'
import type { ClaimRecord } from '../../experiments/core/session/claim.ts'
import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import type { ClaimsReport, DecidingSession } from '../../experiments/core/claims/claims-report.ts'
import { knownSessions, type KeptSessionOptions, type KnownSession } from './kept-session.ts'
import { catalog } from '../store/catalog.ts'

/** Decides the textbook's claims from the sessions of this machine. */
export class LabClaims {
  readonly #options: KeptSessionOptions
  /** The verdicts by session and how long it took: until it is resumed it does not change, and reading it takes a while. */
  readonly #decided = new Map<string, readonly ClaimRecord[]>()

  constructor(options: KeptSessionOptions) {
    this.#options = options
  }

  /** Measures nothing: each claim's verdict comes from the newest complete session of its experiment. */
  async report(): Promise<ClaimsReport> {
    const evidence = new Map<string, ExperimentEvidence>()
    const sessions: DecidingSession[] = []
    const summaries = await this.#options.sessions.summaries()
    // they are read one after another, because each may hold many megabytes meanwhile
    for (const experiment of decidingExperiments) {
      if (!catalog.some(({ id }) => id === experiment)) {
        evidence.set(experiment, { kind: 'not-measured', why: `there is no experiment ${experiment} in this version` })
        continue
      }
      const [newest] = await knownSessions(this.#options, experiment, summaries)
      const claims = newest === undefined ? null : await this.#claimsOf(newest)
      if (newest === undefined || claims === null) continue
      const { id, path, startedAt, outdated } = newest
      evidence.set(experiment, { kind: 'measured', session: path, startedAt, claims })
      sessions.push({ experiment, id, startedAt, outdated })
    }
    return { rows: claimTable(evidence), sessions }
  }

  /** Decides the claims again, because the rules may be better than when it was measured; null if it cannot be read whole. */
  async #claimsOf({ id, tookMs }: KnownSession): Promise<readonly ClaimRecord[] | null> {
    const key = `${id} ${tookMs}`
    const known = this.#decided.get(key)
    if (known !== undefined) return known
    try {
      const { session } = await this.#options.sessions.read(id)
      // what is missing might be what speaks against a claim
      if (session.warnings.some(({ kind }) => kind === 'damaged')) return null
      const claims = decideClaims(session, curvesOf(session))
      this.#decided.set(key, claims)
      return claims
    } catch {
      return null
    }
  }
}
