import { decideClaims } from './claims.ts'
import type { Curve } from './curve.ts'
import { factSummaries, type FactSummary } from './fact-summary.ts'
import type { FailureKind } from './outcome.ts'
import { scalingLaws } from './scaling-laws.ts'
import type { LawFit } from './scaling-laws/law-fit.ts'
import type { RuntimeId, SeriesId } from './series.ts'
import type { ClaimRecord, Session, Verdict } from './session.ts'
import { timelineResults, type TimelineResult } from './timeline/timeline-result.ts'

const resultFormat = 1

/** What `run --json` prints and results.json holds. */
export interface ResultDocument {
  readonly format: typeof resultFormat
  /** The session file's path. */
  readonly session: string
  readonly experiment: string
  readonly seed: number
  readonly complete: boolean
  readonly machine: {
    readonly cores: number
    readonly cpu: string
    readonly platform: string
    readonly node: string
  }
  readonly curves: readonly Curve[]
  /** What the scaling laws say of the curves: each number with its 95% interval, and a sentence. */
  readonly laws: readonly LawFit[]
  /** What probes found out, by condition. */
  readonly facts: readonly FactSummary[]
  /** What the timelines of threads tell of their lock, by condition. */
  readonly timelines: readonly TimelineResult[]
  readonly claims: readonly ClaimResult[]
  readonly failures: readonly Failure[]
  readonly warnings: readonly { readonly kind: string; readonly message: string }[]
}

interface ClaimResult {
  readonly id: string
  readonly verdict: Verdict
  readonly why: string
  readonly runtimes: readonly { readonly runtime: RuntimeId; readonly verdict: Verdict; readonly why: string }[]
}

interface Failure {
  readonly series: SeriesId
  readonly workers: number
  readonly outcome: FailureKind
  readonly message: string
}

export function resultDocument(session: Session, curves: readonly Curve[], sessionPath: string): ResultDocument {
  const { header } = session
  const { cores, cpu, platform, node } = header.machine
  // A session that was cut off holds no claims: what it has measured decides them.
  const claims = session.claims.length > 0 ? session.claims : decideClaims(session, curves)
  return {
    format: resultFormat,
    session: sessionPath,
    experiment: header.experiment.id,
    seed: header.seed,
    complete: session.end?.reason === 'complete',
    machine: { cores, cpu, platform, node },
    curves,
    laws: scalingLaws(session),
    facts: factSummaries(session),
    timelines: timelineResults(session),
    claims: claims.map(claimResult),
    failures: failuresOf(session),
    warnings: [...session.warnings.map(({ kind, message }) => ({ kind, message })), ...whyFailed(session)],
  }
}

function claimResult({ id, verdict, why, runtimes }: ClaimRecord): ClaimResult {
  return { id, verdict, why, runtimes: runtimes.map(({ runtime, verdict, why }) => ({ runtime, verdict, why })) }
}

/** Why the session itself could not go on, such as a full disk. */
function whyFailed({ end }: Session): readonly { readonly kind: string; readonly message: string }[] {
  return end?.reason === 'failed' ? [{ kind: 'failed', message: end.message }] : []
}

/** Cancelled trials are no failures: somebody wanted them to stop. */
function failuresOf(session: Session): readonly Failure[] {
  return session.trials.flatMap(({ series, workers, outcome }) =>
    outcome.kind === 'ok' || outcome.kind === 'cancelled'
      ? []
      : [{ series, workers, outcome: outcome.kind, message: outcome.message }],
  )
}
