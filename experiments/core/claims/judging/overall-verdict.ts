import { findSeries, type RuntimeId } from '../../names/series.ts'
import { runtimeName, seriesName } from '../../names/series-titles.ts'
import type { SessionHeader } from '../../session/session.ts'
import type { Verdict } from '../../session/claim.ts'
import type { ClaimDecision, RuntimeVerdict } from './claim-rule.ts'
import { sentences, verdictSentence, verdictWords } from './verdict-words.ts'

/** The deciding runtimes that could not run here are not measured, each with its reason. */
function absent(runtimes: readonly RuntimeVerdict[], { deciders, missing }: ClaimScope): readonly RuntimeVerdict[] {
  return deciders.flatMap((runtime): RuntimeVerdict[] => {
    const why = missing.find(({ series }) => findSeries(series)?.runtime === runtime)?.why
    if (why === undefined || runtimes.some((one) => one.runtime === runtime)) return []
    return [{ runtime, verdict: 'not-measured', why, evidence: null }]
  })
}

export interface ClaimScope {
  /** The runtimes that the claim speaks of, and that decide it. */
  readonly deciders: readonly RuntimeId[]
  /** The series that would decide it, named if a session has none of them. */
  readonly needs: string
  readonly missing: SessionHeader['missing']
}

/**
 * Joins the verdicts of all runtimes into one. The runtimes that the claim speaks of decide it if they were measured; for
 * most claims that is CPython alone. Without them the others cannot refute the claim, and confirm it only together.
 */
export function overallVerdict(present: readonly RuntimeVerdict[], scope: ClaimScope): ClaimDecision {
  const { deciders, needs, missing } = scope
  const missed = absent(present, scope)
  const runtimes = [...present, ...missed]
  const measured = runtimes.filter(({ verdict }) => verdict !== 'not-measured')
  const unmet = missed.map(sentence)
  if (measured.length === 0) {
    const whys = unmet.length > 0 ? unmet : missing.map(({ series, why }) => `${seriesName(series)}: ${why}`)
    return { verdict: 'not-measured', why: sentences([`it takes ${needs}`, ...whys]), runtimes }
  }
  const decisive = measured.filter(({ runtime, verdict }) => deciders.includes(runtime) && verdict !== 'illustrated')
  if (decisive.length > 0) {
    const verdict = unanimous(decisive)
    const others = measured.filter((one) => !decisive.includes(one)).map((one) => beside(one, verdict))
    return { verdict, why: sentences([...decisive.map(sentence), ...others, ...unmet]), runtimes }
  }
  const notMeasured = `${deciders.map(runtimeName).join(' and ')}, which the claim speaks of, was not measured`
  return { verdict: withoutDeciders(measured), why: sentences([notMeasured, ...measured.map(sentence)]), runtimes }
}

function unanimous(runtimes: readonly RuntimeVerdict[]): Verdict {
  if (runtimes.every(({ verdict }) => verdict === 'confirmed')) return 'confirmed'
  if (runtimes.every(({ verdict }) => verdict === 'refuted')) return 'refuted'
  return 'inconclusive'
}

function withoutDeciders(runtimes: readonly RuntimeVerdict[]): Verdict {
  const real = runtimes.filter(({ verdict }) => verdict !== 'illustrated')
  if (real.length === 0) return 'illustrated'
  return real.every(({ verdict }) => verdict === 'confirmed') ? 'confirmed' : 'inconclusive'
}

function sentence({ runtime, verdict, why }: RuntimeVerdict): string {
  return verdictSentence(runtimeName(runtime), verdict, why)
}

function beside(one: RuntimeVerdict, verdict: Verdict): string {
  const name = runtimeName(one.runtime)
  if (one.verdict === 'inconclusive' || one.verdict === 'illustrated' || verdict === 'inconclusive') {
    return `${name}: ${verdictWords[one.verdict]}`
  }
  return `${name}: ${one.verdict === verdict ? 'same' : 'different'} result`
}
