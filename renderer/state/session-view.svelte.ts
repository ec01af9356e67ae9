import { untrack } from 'svelte'
import { timeSplit, type TimeSplit } from '../../experiments/core/time-split/time-split.ts'
import { contrastOf, type Contrast } from '../../experiments/core/curves/contrast.ts'
import type { Curve } from '../../experiments/core/curves/curve.ts'
import { footerText } from '../../experiments/core/figures/footer-text.ts'
import { sessionResults, type SessionResults, type ShownView } from '../../experiments/core/figures/session-results.ts'
import { tablesOf, type Table } from '../../experiments/core/report/tables.ts'
import { factSummaries, type FactSummary } from '../../experiments/core/facts/fact-summary.ts'
import { measuredConditions } from '../../experiments/core/curves/measured-conditions.ts'
import { outlyingTrials, type OutlyingTrial } from '../../experiments/core/curves/outlying-trials.ts'
import { SessionBuilder } from '../../experiments/core/session/session-fold.ts'
import type { ResumedRecord } from '../../experiments/core/session/resumed.ts'
import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type {
  EndRecord,
  Session,
  SessionHeader,
  SessionRecord,
  TrialRecord,
  WarningRecord,
} from '../../experiments/core/session/session.ts'
import type { ClaimRecord } from '../../experiments/core/session/claim.ts'
import type { ChartName } from '../../experiments/core/names/chart-names.ts'
import { questionChart } from '../../experiments/core/session/question-chart.ts'
import type { SeriesId } from '../../experiments/core/names/series.ts'
import { monitorCost, type MonitorCost } from '../../experiments/core/monitoring/monitor-cost.ts'
import { monitorEffect, type MonitorEffect } from '../../experiments/core/monitoring/monitor-effect.ts'
import type { Answer } from '../../experiments/core/answers/answer.ts'
import { answerOf } from '../../experiments/core/answers/answers.ts'
import { claimData } from '../../experiments/core/claims/claim-data.ts'
import { questionFigure, type QuestionChart } from '../../experiments/core/figures/question.ts'
import { decideClaims } from '../../experiments/core/claims/decide-claims.ts'
import { sessionDoubts, type WorkDoubt } from '../../experiments/core/curves/work-doubts.ts'
import { steadyStates, type SteadyState } from '../../experiments/core/curves/steady-state.ts'
import { sessionMeasures, type SessionMeasures } from '../../experiments/core/session/session-measures.ts'
import { scalingLaws } from '../../experiments/core/scaling-laws/scaling-laws.ts'
import type { LawFit } from '../../experiments/core/scaling-laws/law-fit.ts'
import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import { trialsLeftText } from '../../experiments/core/curves/trials-left.ts'
import type { TimelineFacts } from '../../experiments/core/timeline/timeline-facts.ts'
import {
  findTimeline,
  timelineConditions,
  type TimelineChoice,
  type TimelineCondition,
} from '../../experiments/core/timeline/timelines.ts'
import type { Progress, SessionPart } from '../../preload/contract.ts'
import { LoadedRecords } from './loaded-records.ts'

export type SessionState = 'loading' | 'running' | 'complete' | 'cancelled' | 'failed' | 'unfinished'

export class SessionView {
  readonly id: string
  header = $state.raw<SessionHeader | null>(null)
  trials = $state.raw<readonly TrialRecord[]>([])
  samples = $state.raw<readonly SampleRecord[]>([])
  warnings = $state.raw<readonly WarningRecord[]>([])
  claims = $state.raw<readonly ClaimRecord[]>([])
  end = $state.raw<EndRecord | null>(null)
  resumptions = $state.raw<readonly ResumedRecord[]>([])
  progress = $state.raw<Progress | null>(null)
  /** Whether the lab is running it. If not, a session without an end was left unfinished. */
  live = $state(false)
  /** How much of the session has been read, 0 … 1, while it is being read; else null. */
  readShare = $state<number | null>(null)
  /** Whether it has all records of the session, so that records that the lab writes can be added to them. */
  isWhole = false
  #builder = new SessionBuilder()
  /** What the lab wrote while the session was being read. */
  #news: SessionRecord[] = []

  readonly state = $derived.by((): SessionState => {
    if (this.end !== null) return this.end.reason
    if (this.live) return 'running'
    return this.header === null ? 'loading' : 'unfinished'
  })
  /** Depends on the trials alone: a lap comes before its trial's record, and samples change no curve. */
  readonly curves = $derived.by((): readonly Curve[] =>
    this.trials.length === 0 ? [] : untrack(() => curvesOf(this.#builder.session)),
  )
  /** Laws are fitted to curves that go beyond one worker, and only after the run: until then they would jump about. */
  readonly hasLaws = $derived.by(
    () =>
      this.state !== 'running' &&
      this.curves.some(({ points }) => points.some(({ workers, speedup }) => workers > 1 && speedup.value !== null)),
  )
  /** Computed when they are shown, because with a thousand rounds the fit takes a moment. */
  readonly laws = $derived.by((): readonly LawFit[] =>
    this.hasLaws && this.curves.length > 0 ? untrack(() => scalingLaws(this.#builder.session)) : [],
  )
  /** The time split is computed after the run, because it would take time from what is measured. */
  readonly hasTimes = $derived.by(() => this.state !== 'running' && this.curves.some(({ points }) => points.length > 0))
  /** Computed when it is shown, as the laws are. */
  readonly times = $derived.by((): TimeSplit =>
    this.hasTimes && this.curves.length > 0
      ? untrack(() => timeSplit(this.#builder.session))
      : { conditions: [], series: [] },
  )
  /** Worked out after the run, as the time split is: until then no ratio of the table is marked. */
  readonly doubts = $derived.by((): readonly WorkDoubt[] =>
    this.hasTimes ? untrack(() => sessionDoubts(this.#builder.session)) : [],
  )
  /** Worked out after the run, for sessions of long trials. */
  readonly steady = $derived.by((): readonly SteadyState[] =>
    this.hasTimes && this.measures.longTrials ? untrack(() => steadyStates(this.#builder.session)) : [],
  )
  /** Two series are compared after the run, as the laws are: a difference that comes and goes would mislead. */
  readonly hasPairs = $derived.by(
    () => this.state !== 'running' && this.curves.filter(({ points }) => points.length > 0).length > 1,
  )
  /** Depends on the trials, as the curves do, because facts come before their trial's record. */
  readonly facts = $derived.by((): readonly FactSummary[] =>
    this.trials.length === 0 ? [] : untrack(() => factSummaries(this.#builder.session)),
  )
  readonly timelineConditions = $derived.by((): readonly TimelineCondition[] =>
    this.trials.length === 0 ? [] : untrack(() => timelineConditions(this.#builder.session)),
  )
  /** The condition whose lock timeline a person wants to see; null lets the lab choose. */
  timelineChoice = $state.raw<TimelineChoice | null>(null)
  /** The lock timeline to show. During a run it is that of the newest lap, as soon as its trial is done. */
  readonly timeline = $derived.by((): TimelineFacts | null => {
    const choice = this.timelineChoice
    return this.trials.length === 0 ? null : untrack(() => findTimeline(this.#builder.session, choice))
  })
  /** Whether its trials have laps and facts, including facts that the plan does not promise. */
  readonly measures = $derived.by((): SessionMeasures => {
    if (this.header === null) return { laps: true, facts: false, longTrials: false }
    const planned = sessionMeasures(this.header)
    return { ...planned, facts: planned.facts || this.facts.length > 0 }
  })
  /** The chart for the question of its experiment. */
  readonly chart = $derived.by((): ChartName => (this.header === null ? 'speedup' : questionChart(this.header)))
  /** The answer to its experiment's question, once it does not change any more. */
  readonly answer = $derived.by((): Answer | null => {
    const { curves, trials } = this
    if (trials.length === 0 || (this.end === null && this.live)) return null
    return untrack(() => answerOf(this.#builder.session, curves))
  })
  /** What the chart for its question shows, likewise; null for the curves of a speedup, and if nothing was measured. */
  readonly question = $derived.by((): QuestionChart | null => {
    const { header, curves, chart } = this
    if (header === null || curves.length === 0 || chart === 'speedup' || (this.end === null && this.live)) return null
    return untrack(() => questionFigure.dataOf({ header, data: claimData(this.#builder.session, curves) }))
  })
  /** What the claims' rules say about the trials so far, which is not yet a verdict. */
  readonly provisionalClaims = $derived.by((): readonly ClaimRecord[] => {
    const curves = this.curves
    return curves.length === 0 || this.claims.length > 0
      ? []
      : untrack(() => decideClaims(this.#builder.session, curves))
  })
  /** What speedup is compared with in the chart. */
  over = $state<'serial' | 'baseline'>('serial')
  /** What a person has chosen to see, so that it can be exported as it is shown. */
  readonly shown = $derived.by((): ShownView => {
    const condition = this.timelineChoice
    const chosen = condition === null ? {} : { condition: { series: condition.series, workers: condition.workers } }
    return { over: this.over, ...chosen }
  })
  readonly outliers = $derived.by((): readonly OutlyingTrial[] =>
    this.trials.length === 0 ? [] : untrack(() => outlyingTrials(measuredConditions(this.#builder.session))),
  )
  /** What the monitor has cost so far; updated with each trial. */
  readonly monitorCost = $derived.by((): MonitorCost | null =>
    this.trials.length === 0 ? null : untrack(() => monitorCost(this.samples)),
  )
  /** What the monitor changes, if it was tried on and off. */
  readonly monitorEffect = $derived.by((): MonitorEffect | null =>
    this.trials.length === 0 ? null : untrack(() => monitorEffect(this.#builder.session)),
  )
  /** What a session that was interrupted lacks, in a sentence; null if it cannot be continued, or lacks nothing. */
  readonly left = $derived.by((): string | null => {
    const { header, end, state } = this
    const isDone = end?.reason === 'complete' && end.by !== 'budget'
    if (header?.request === undefined || isDone || state === 'running' || state === 'loading') return null
    return this.trials.length === 0
      ? trialsLeftText({ header, trials: [], unmonitored: [] })
      : untrack(() => trialsLeftText(this.#builder.session))
  })
  readonly failures = $derived(
    this.trials.filter(({ outcome }) => outcome.kind !== 'ok' && outcome.kind !== 'cancelled'),
  )

  constructor(id: string, live: boolean) {
    this.id = id
    this.live = live
  }

  /** What figures are made of, as it is shown. */
  results(): SessionResults {
    const { curves, shown } = this
    return untrack(() => sessionResults(this.#builder.session, curves, shown))
  }

  /** The line that says what was measured, on what, and when. */
  footer(): string {
    return this.trials.length === 0 ? '' : untrack(() => footerText(this.#builder.session))
  }

  tables(): readonly Table[] {
    const { curves } = this
    return this.header === null ? [] : untrack(() => tablesOf(this.#builder.session, curves))
  }

  /** Depends on the trials, as the curves do. */
  contrast(a: SeriesId, b: SeriesId): Contrast | null {
    return this.trials.length === 0 ? null : untrack(() => contrastOf(this.#builder.session, a, b))
  }

  /**
   * Reads the session from its start. What was shown before stays until that is done.
   * @param isWanted asked after each part; if it says no, reading ends and nothing changes
   * @throws if the lab cannot read the session
   */
  async load(parts: AsyncIterable<SessionPart>, isWanted: () => boolean): Promise<void> {
    const builder = new SessionBuilder()
    const loaded = new LoadedRecords()
    this.#news = []
    this.readShare = 0
    try {
      for await (const { records, share } of parts) {
        if (!isWanted()) return
        for (const record of records) {
          builder.add(record)
          loaded.add(record)
        }
        this.readShare = share
      }
    } finally {
      this.readShare = null
    }
    this.#builder = builder
    this.isWhole = true
    if (loaded.isEmpty) this.add(this.#news)
    else this.#take(this.#news.filter((record) => !loaded.has(record)))
  }

  add(records: readonly SessionRecord[]): void {
    if (this.readShare !== null) this.#news.push(...records)
    else if (records[0]?.record === 'header' || (this.isWhole && this.header !== null)) this.#take(records)
    // A run that fails before its first trial ends without ever having had a header.
    else this.end = records.find((record) => record.record === 'end') ?? this.end
  }

  #take(records: readonly SessionRecord[]): void {
    for (const record of records) this.#builder.add(record)
    this.isWhole = true
    this.#publish()
  }

  /** The builder's lists grow in place; the lists that have grown are published as new lists. */
  #publish(): void {
    const { header, samples, warnings, claims, resumptions, end, ...session } = this.#builder.session
    const trials = allTrials(session)
    const newestMs = samples.at(-1)?.atMs
    this.header = header
    if (newestMs !== this.samples.at(-1)?.atMs) this.samples = samples
    if (warnings.length !== this.warnings.length) this.warnings = [...warnings]
    if (trials.length > this.trials.length) this.trials = trials
    this.claims = claims
    this.resumptions = [...resumptions]
    this.end = end
  }
}

/** The trials with and without the monitor, in the order in which they ran. */
function allTrials({ trials, unmonitored }: Pick<Session, 'trials' | 'unmonitored'>): readonly TrialRecord[] {
  if (unmonitored.length === 0) return [...trials]
  return [...trials, ...unmonitored].sort((a, b) => a.trial - b.trial)
}
