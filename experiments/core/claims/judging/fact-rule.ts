import type { FactRounds, FactValue } from '../../facts/fact-rounds.ts'
import type { RuntimeId, SeriesId } from '../../names/series.ts'
import type { ClaimData, ClaimRule, RuntimeVerdict } from './claim-rule.ts'
import { factTitle } from '../../facts/fact-titles.ts'
import { seriesName } from '../../names/series-titles.ts'
import { overallVerdict } from './overall-verdict.ts'
import { sentences } from './verdict-words.ts'

/** A question that has to be answered the same way in every round. */
export interface FactTest {
  readonly series: SeriesId
  readonly name: string
  /** The sentence for an answer that holds: "each worker had a process id of its own". */
  readonly holding: string
  /** The sentence for an answer that does not: "workers shared a process id". */
  readonly failing: string
  /** @param workers the worker count of the condition */
  holds(value: FactValue, workers: number): boolean
  /** Why no answer but a holding one can come on this runtime; absent where the machine or the runtime answers. */
  readonly byConstruction?: string
  /** Says what was found, with its unit; absent if the sentences say it all. */
  found?(values: readonly FactValue[]): string
}

/** A test before it is known which series answers it. */
export type FactQuestion = Omit<FactTest, 'series'>

export function askedOf(series: SeriesId, questions: readonly FactQuestion[]): readonly FactTest[] {
  return questions.map((question) => ({ ...question, series }))
}

export interface FactSubject {
  readonly runtime: RuntimeId
  /** True for a model of our own: it can illustrate a claim, never confirm or refute it. */
  readonly model?: boolean
  /** Every test has to hold in every round of every worker count that was measured. */
  readonly tests: readonly FactTest[]
  /** Adds a remark to the verdict, which decides nothing. */
  note?(data: ClaimData): string | null
}

/** Makes the rule of a claim that is decided by facts: every round has to agree. */
export function factRule(deciders: readonly RuntimeId[], subjects: readonly FactSubject[]): ClaimRule {
  return (data) => {
    const measured = new Set(data.session.header.conditions.map(({ series }) => series))
    const present = subjects.filter(({ tests }) => tests.every(({ series }) => measured.has(series)))
    const needs = subjects.filter(({ runtime }) => deciders.includes(runtime)).flatMap(({ tests }) => tests)
    const series = [...new Set(needs.map((test) => seriesName(test.series)))].join(' and ')
    return overallVerdict(
      present.map((subject) => verdictOf(data, subject)),
      { deciders, needs: series, missing: data.session.header.missing },
    )
  }
}

interface JudgedFact {
  readonly result: 'holds' | 'fails' | 'mixed' | 'unknown'
  readonly sentence: string
}

function verdictOf(data: ClaimData, subject: FactSubject): RuntimeVerdict {
  const { session, facts } = data
  const { runtime, model = false, tests } = subject
  const counts = (series: SeriesId): readonly number[] =>
    session.header.conditions.filter((one) => one.series === series).map(({ workers }) => workers)
  const judged = tests.map((test) => judgeFact(facts, test, counts(test.series)))
  const why = sentences([...judged.map(({ sentence }) => sentence), subject.note?.(data) ?? null])
  const has = (result: JudgedFact['result']): boolean => judged.some((one) => one.result === result)
  const verdict = has('fails') ? 'refuted' : has('mixed') || has('unknown') ? 'inconclusive' : 'confirmed'
  if (!model) return { runtime, verdict, why, evidence: null }
  return {
    runtime,
    verdict: verdict === 'confirmed' ? 'illustrated' : 'inconclusive',
    why: `our own model. ${why}`,
    evidence: null,
  }
}

function judgeFact(facts: FactRounds, test: FactTest, counts: readonly number[]): JudgedFact {
  const answers = counts.flatMap((workers) =>
    [...facts.of(test.series, workers, test.name).values()].map((value) => ({
      value,
      holds: test.holds(value, workers),
    })),
  )
  const rounds = answers.length
  if (rounds === 0)
    return { result: 'unknown', sentence: `${seriesName(test.series)}: no trial said “${factTitle(test.name)}”` }
  const holding = answers.filter(({ holds }) => holds).length
  const found = test.found === undefined ? '' : `: ${test.found(answers.map(({ value }) => value))}`
  const always = rounds === 1 ? 'in 1 trial' : rounds === 2 ? 'in both trials' : `in all ${rounds} trials`
  const given = test.byConstruction === undefined ? '' : ` (by construction: ${test.byConstruction})`
  if (holding === rounds) return { result: 'holds', sentence: `${test.holding} ${always}${given}${found}` }
  if (holding === 0) return { result: 'fails', sentence: `${test.failing} ${always}${found}` }
  return { result: 'mixed', sentence: `${test.holding} in only ${holding} of ${rounds} trials${found}` }
}
