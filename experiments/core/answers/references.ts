import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { countOf, modelSeries, type ModelCount } from '../claims/rules/refcount-model.ts'
import type { RuntimeId, SeriesId } from '../names/series.ts'
import { formatCount } from '../text/format-number.ts'
import { number, words, type AnswerPart } from './answer.ts'
import { firstRuntime } from './asked-runtime.ts'
import type { Finding } from './finding.ts'
import { workersInWords } from './workers-in-words.ts'

/** What becomes of objects whose references are counted without protection, in our own model. */
export function referenceFinding(data: ClaimData): Finding | null {
  // CPython's own lock protects the counts of its threads, so that the others are asked first
  const runtime = (['cpython-ft', 'node'] as const).find((one) => bare(data, one).objects > 0) ?? null
  if (runtime === null) return follows(data)
  const series = modelSeries(runtime)
  const { objects, neverFreed, freedInUse } = bare(data, runtime)
  const guarded = countOf(data, series, '-protected')
  const none = neverFreed + freedInUse === 0
  const of = ` of ${formatCount(objects)} objects`
  const start = `with counts that nothing protects, ${workersInWords(workersOf(data, series), series)}`
  return {
    kind: 'plain',
    sentence: none
      ? [words(`${start} lost track of `), number('none', series), words(`${of} (our model), which proves nothing`)]
      : [
          words(`${start} never freed `),
          number(formatCount(neverFreed), series),
          words(' and freed '),
          number(`${formatCount(freedInUse)} in use`, series),
          words(`${of} (our model)`),
        ],
    second: protectedSentence(guarded),
  }
}

function bare(data: ClaimData, runtime: RuntimeId): ModelCount {
  return countOf(data, modelSeries(runtime), '')
}

function workersOf({ session }: ClaimData, series: SeriesId): number {
  return Math.max(...session.header.conditions.flatMap((one) => (one.series === series ? [one.workers] : [])))
}

function protectedSentence({ objects, neverFreed, freedInUse }: ModelCount): readonly AnswerPart[] | null {
  if (objects === 0) return null
  const wrong = neverFreed + freedInUse
  const said = wrong === 0 ? 'none went wrong' : `${formatCount(wrong)} went wrong`
  return [words(`With protected counts ${said} of ${formatCount(objects)}.`)]
}

/** Without the model: whether the count follows the references at all. */
function follows({ facts }: ClaimData): Finding | null {
  const values = (runtime: RuntimeId) => [...facts.of(`${runtime}/serial`, 1, 'count-follows').values()]
  const runtime = firstRuntime((one) => values(one).length > 0)
  if (runtime === null) return null
  const all = values(runtime)
  const yes = all.filter((value) => value === true).length
  const series: SeriesId = `${runtime}/serial`
  return {
    kind: 'plain',
    sentence: [
      words("an object's reference count follows its references in "),
      number(`${yes} of ${all.length} rounds`, series),
    ],
    second: null,
  }
}
