import { answerLines } from '../answers/answer.ts'
import { answerOf } from '../answers/answers.ts'
import { timeSplit, type TimeSplit } from '../time-split/time-split.ts'
import { decideClaims } from '../claims/decide-claims.ts'
import { contrastOf, type Contrast, type SeriesPair } from '../curves/contrast.ts'
import type { Curve } from '../curves/curve.ts'
import { disturbedTrials } from '../curves/disturbance.ts'
import { factSummaries, type FactSummary } from '../facts/fact-summary.ts'
import { measuredConditions } from '../curves/measured-conditions.ts'
import { monitorResult, type MonitorResult } from '../monitoring/monitor-result.ts'
import type { FailureKind } from '../session/outcome.ts'
import { outlyingTrials, type OutlyingTrial } from '../curves/outlying-trials.ts'
import { steadyStates, type SteadyState } from '../curves/steady-state.ts'
import { scalingLaws } from '../scaling-laws/scaling-laws.ts'
import type { LawFit } from '../scaling-laws/law-fit.ts'
import { groupBy } from '../numbers/group-by.ts'
import { calibrationKey, type RuntimeId, type SeriesId } from '../names/series.ts'
import { toSerialWork } from '../session/same-work.ts'
import type { Session } from '../session/session.ts'
import type { RuntimeInfo } from '../session/runtime-info.ts'
import type { ClaimRecord, Verdict } from '../session/claim.ts'
import { median } from '../numbers/statistics.ts'
import { timelineResults, type TimelineResult } from '../timeline/timeline-result.ts'

const resultFormat = 1

/** What `run --json` prints and results.json holds. */
export interface ResultDocument {
  readonly format: typeof resultFormat
  /** The session file's path. */
  readonly session: string
  readonly experiment: string
  /** The answer to the experiment's question, in one or two sentences; null if nothing can be said. */
  readonly answer: string | null
  readonly seed: number
  readonly complete: boolean
  readonly machine: {
    readonly cores: number
    readonly cpu: string
    readonly platform: string
    readonly node: string
    /** How the system is set up: governor, boost, SMT, …; empty if it does not tell. */
    readonly settings: Readonly<Record<string, string>>
  }
  /** How many tasks ran or wanted to in the minute before the session; null if the system does not tell. */
  readonly loadAverage: number | null
  /** The variables that change how fast programs are, as trials were given them. */
  readonly environment: Readonly<Record<string, string>>
  readonly runtimes: readonly RuntimeInfo[]
  readonly curves: readonly Curve[]
  readonly laws: readonly LawFit[]
  /** Pairs of series that were asked for, compared round by round. */
  readonly contrasts: readonly Contrast[]
  readonly bottlenecks: TimeSplit
  /** Whether and when the laps of long trials (`--steady`) became steady; empty if no trial has enough. */
  readonly steady: readonly SteadyState[]
  readonly facts: readonly FactSummary[]
  readonly timelines: readonly TimelineResult[]
  readonly claims: readonly ClaimResult[]
  readonly monitor: MonitorResult
  readonly failures: readonly Failure[]
  /** Trials during which other programs were busy. Not all of them count in the curves. */
  readonly disturbed: readonly DisturbedResult[]
  /** Trials far from the others of their condition (modified Z > 3.5); they stay in every estimate. */
  readonly outliers: readonly OutlyingResult[]
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

type OutlyingResult = Omit<OutlyingTrial, 'trial'>

interface DisturbedResult {
  readonly series: SeriesId
  readonly workers: number
  /** Rounds count from 1. */
  readonly round: number
  readonly repeated: boolean
  /** Whether the curves rest on it. */
  readonly counts: boolean
  /** The median of its measured laps, for the work of a lap of serial; null if it has none. */
  readonly medianMs: number | null
  /** The CPU time that other programs took, in cores. */
  readonly cores: number
  /** The program that took most; null if it is unknown. */
  readonly culprit: { readonly pid: number; readonly name: string; readonly cores: number } | null
}

/** @param pairs the series that somebody wants to have compared */
export function resultDocument(
  session: Session,
  curves: readonly Curve[],
  sessionPath: string,
  pairs: readonly SeriesPair[] = [],
): ResultDocument {
  const { header } = session
  const answer = answerOf(session, curves)
  const { cores, cpu, platform, node, settings = {} } = header.machine
  // The file of a session that was cut off has no claims; they are decided from what it has measured.
  const claims = session.claims.length > 0 ? session.claims : decideClaims(session, curves)
  return {
    format: resultFormat,
    session: sessionPath,
    experiment: header.experiment.id,
    answer: answer === null ? null : answerLines(answer).join(' '),
    seed: header.seed,
    complete: session.end?.reason === 'complete',
    machine: { cores, cpu, platform, node, settings },
    loadAverage: header.loadAverage ?? null,
    environment: header.environment ?? {},
    runtimes: header.runtimes,
    curves,
    laws: scalingLaws(session),
    contrasts: pairs.map(([a, b]) => contrastOf(session, a, b)),
    bottlenecks: timeSplit(session),
    steady: steadyStates(session),
    facts: factSummaries(session),
    timelines: timelineResults(session),
    claims: claims.map(claimResult),
    monitor: monitorResult(session),
    failures: failuresOf(session),
    disturbed: disturbedResults(session),
    outliers: outliersOf(session),
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

function disturbedResults(session: Session): readonly DisturbedResult[] {
  return disturbedTrials(session).map(({ trial: { trial, series, workers, round }, disturbance, repeated, counts }) => {
    const laps = session.laps.filter((lap) => lap.trial === trial && !lap.warmup)
    const medianMs =
      laps.length === 0 ? null : median(laps.map((lap) => lap.makespanMs * toSerialWork(session.header, series, lap)))
    const { cores, culprit } = disturbance
    return { series, workers, round: round + 1, repeated, counts, medianMs, cores, culprit }
  })
}

function outliersOf(session: Session): readonly OutlyingResult[] {
  return outlyingTrials(measuredConditions(session)).map(({ series, workers, round, medianMs, typicalMs }) => {
    return { series, workers, round: round + 1, medianMs, typicalMs }
  })
}

/** Cancelled trials are no failures: somebody wanted them to stop. A program that failed in calibration counts once. */
function failuresOf({ header, trials, unmonitored }: Session): readonly Failure[] {
  const calibrated = [...groupBy(header.conditions, ({ series }) => calibrationKey(series)).values()]
  const failing = calibrated.flatMap((conditions) => conditions.filter(({ fails }) => fails !== undefined).slice(0, 1))
  return [
    ...failing.map(({ series, workers, fails = '' }) => ({
      series,
      workers,
      outcome: 'crashed' as const,
      message: fails,
    })),
    ...[...trials, ...unmonitored].flatMap(({ series, workers, outcome }) =>
      outcome.kind === 'ok' || outcome.kind === 'cancelled'
        ? []
        : [{ series, workers, outcome: outcome.kind, message: outcome.message }],
    ),
  ]
}
