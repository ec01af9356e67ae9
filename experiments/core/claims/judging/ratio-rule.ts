import { groupBy } from '../../numbers/group-by.ts'
import { usualConfidence } from '../../numbers/interval.ts'
import { findSeries, type ExecutorId, type RuntimeId, type SeriesId } from '../../names/series.ts'
import { seriesName } from '../../names/series-titles.ts'
import type { Verdict } from '../../session/claim.ts'
import type { ClaimData, ClaimRule, RuntimeVerdict } from './claim-rule.ts'
import { overallVerdict } from './overall-verdict.ts'
import { condition, evidenceOf, judge, measurement, type JudgedTest, type RatioTest } from './ratio-test.ts'
import { guardObstacle } from './guards.ts'
import { unjudgedCounts } from './judged-counts.ts'
import { whyNoRatioDecides, type CoresTaken } from './undecidable.ts'
import { sentences } from './verdict-words.ts'

/** One runtime's part in a claim. */
export interface Subject {
  readonly runtime: RuntimeId
  /** The session has to have all of these, unless `isThere` decides otherwise. */
  readonly series: readonly SeriesId[]
  isThere?(data: ClaimData): boolean
  /** What a session without it would need, in words; by default the names of the series. */
  readonly needs?: string
  /** True for a model of our own: it can illustrate a claim, never confirm or refute it. */
  readonly model: boolean
  /** Every test has to hold. There are none if the worker counts that they take were not measured. */
  tests(data: ClaimData): readonly RatioTest[]
  /** What the tests take, named if a session has the series and not the worker counts: "2 workers of …". */
  readonly takes: string
  /** Said in place of "… were not measured" where that is no sentence. */
  readonly lacks?: string
  /** The cores that the tests take; by default two that may be used. */
  readonly cores?: CoresTaken
  /**
   * A control of the claim's own, beside the guards of all claims (guards.ts): says why the results cannot be trusted,
   * because something else could have made them; or null.
   */
  disturbed?(data: ClaimData, judged: readonly JudgedTest[]): string | null
  /** Adds a remark to the verdict, such as "slower: …". */
  note?(data: ClaimData, judged: readonly JudgedTest[]): string | null
}

interface Judgement {
  readonly subject: Subject
  /** A model's verdict is 'illustrated' if the claim holds for it, else 'inconclusive'. */
  readonly verdict: Verdict
  readonly why: string
  readonly evidence: RuntimeVerdict['evidence']
}

/** The tests of one runtime share the 5% of error between them (Bonferroni): each runtime has a verdict of its own. */
export function ratioRule(deciders: readonly RuntimeId[], subjects: readonly Subject[]): ClaimRule {
  return (data) => {
    const measured = new Set(data.session.header.conditions.map(({ series }) => series))
    const present = subjects.filter(
      (subject) => subject.isThere?.(data) ?? subject.series.every((one) => measured.has(one)),
    )
    const judgements = present.map((subject) => judgementOf(data, subject, judgedTests(subject.tests(data))))
    const { missing } = data.session.header
    return overallVerdict(byRuntime(judgements), { deciders, needs: needs(deciders, subjects), missing })
  }
}

/** A contrast cannot refute, so it takes no part of the error. */
function judgedTests(tests: readonly RatioTest[]): readonly JudgedTest[] {
  const sharing = tests.filter(({ contrast }) => contrast !== true).length
  const confidence = 1 - (1 - usualConfidence) / Math.max(1, sharing)
  return tests.map((test) => judge(test, test.contrast === true ? usualConfidence : confidence))
}

function judgementOf(data: ClaimData, subject: Subject, judged: readonly JudgedTest[]): Judgement {
  if (judged.length === 0) {
    const why = subject.lacks ?? `${subject.takes} were not measured`
    return { subject, verdict: 'inconclusive', why: sentences([why]), evidence: null }
  }
  const { cores = 'two' } = subject
  const obstacle = whyNoRatioDecides(data, cores) ?? subject.disturbed?.(data, judged) ?? guardObstacle(data, judged)
  const verdict = obstacle === null ? verdictOf(judged) : 'inconclusive'
  const decisive = decisiveTests(judged, verdict)
  const numbers = obstacle === null ? withConditions(decisive) : measuredText(decisive)
  const widened = obstacle === null && judged.some(({ confidence }) => confidence > usualConfidence)
  const widening = widened ? 'the intervals are wider than 95% ones, because several tests must all be right' : null
  const note = obstacle === null ? (subject.note?.(data, judged) ?? null) : null
  const beyond = cores === 'two fast' ? unjudgedCounts(data, subject.series) : null
  const why = sentences([obstacle, numbers, widening, beyond, note])
  const evidence = evidenceFrom(decisive)
  if (!subject.model) return { subject, verdict, why, evidence }
  const shown =
    verdict === 'confirmed' ? 'shows it' : verdict === 'refuted' ? 'does not show it' : 'leaves it undecided'
  return {
    subject,
    verdict: verdict === 'confirmed' ? 'illustrated' : 'inconclusive',
    why: `our own model of the lock ${shown}. ${why}`,
    evidence,
  }
}

function verdictOf(judged: readonly JudgedTest[]): Verdict {
  if (judged.some(({ result }) => result === 'fails')) return 'refuted'
  return judged.every(({ result }) => result === 'holds') ? 'confirmed' : 'inconclusive'
}

/** Selects the tests that made the verdict what it is; all of them if none did. */
function decisiveTests(judged: readonly JudgedTest[], verdict: Verdict): readonly JudgedTest[] {
  const result = verdict === 'refuted' ? 'fails' : verdict === 'confirmed' ? 'holds' : 'open'
  const decisive = judged.filter((one) => one.result === result)
  return decisive.length === 0 ? judged : decisive
}

/** Writes numbers that share a condition together, and the condition after them. */
function withConditions(judged: readonly JudgedTest[]): string {
  const groups = groupBy(judged, ({ test }) => condition(test))
  return [...groups].flatMap(([condition, those]) => [...new Set(those.map(measurement)), condition]).join('; ')
}

/** Where something stands in the way of a verdict, the bounds say nothing. */
function measuredText(judged: readonly JudgedTest[]): string {
  return `measured: ${[...new Set(judged.map(measurement))].join('; ')}`
}

/** Picks the ratio that is least in favour of the claim: nearest to its bound, or furthest on the wrong side of it. */
function evidenceFrom(judged: readonly JudgedTest[]): RuntimeVerdict['evidence'] {
  const distance = ({ test, ratio }: JudgedTest): number => {
    const relative = Math.log((ratio.value ?? test.bound) / test.bound)
    return test.side === 'above' ? relative : -relative
  }
  const measured = judged.filter(({ ratio }) => ratio.value !== null)
  const worst = measured.toSorted((a, b) => distance(a) - distance(b))[0]
  return worst === undefined ? null : evidenceOf(worst)
}

/** Gives each runtime one verdict. What a model of ours shows is added to the reason of the runtime itself. */
function byRuntime(judgements: readonly Judgement[]): readonly RuntimeVerdict[] {
  const runtimes = [...new Set(judgements.map(({ subject }) => subject.runtime))]
  return runtimes.flatMap((runtime) => {
    const own = judgements.filter(({ subject }) => subject.runtime === runtime)
    const model = own.find(({ subject }) => subject.model)
    const real = own.find(({ subject }) => !subject.model)
    const decided = real ?? model
    if (decided === undefined) return []
    const aside = real !== undefined && model !== undefined ? [model.why] : []
    return [{ runtime, verdict: decided.verdict, why: sentences([decided.why, ...aside]), evidence: decided.evidence }]
  })
}

function needs(deciders: readonly RuntimeId[], subjects: readonly Subject[]): string {
  const deciding = subjects.filter(({ runtime }) => deciders.includes(runtime))
  return deciding.map(({ series, needs }) => needs ?? series.map(seriesName).join(' and ')).join(', or ')
}

/** The session's series of a runtime and an executor, with any variant. */
export function seriesOf({ session }: ClaimData, runtime: RuntimeId, executor: ExecutorId): readonly SeriesId[] {
  const all = new Set(session.header.conditions.map(({ series }) => series))
  return [...all].filter((id) => {
    const series = findSeries(id)
    return series?.runtime === runtime && series.executor === executor
  })
}
