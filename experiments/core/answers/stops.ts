import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { measuredCounts } from '../claims/judging/measured-counts.ts'
import type { FactValue } from '../facts/fact-rounds.ts'
import type { SeriesId } from '../names/series.ts'
import { formatMemory, formatMs } from '../text/format-number.ts'
import { asSentence, number, words, type AnswerPart } from './answer.ts'
import { firstRuntime, measuredFact } from './asked-runtime.ts'
import type { Finding } from './finding.ts'
import { median } from '../numbers/statistics.ts'
import { withRange } from './measured.ts'
import { workerOf } from './workers-in-words.ts'

/** What stops a worker that loops, and what is left of its memory. */
export function stopFinding(data: ClaimData): Finding | null {
  const runtime = firstRuntime(
    (one) =>
      valuesOf(data, `${one}/processes`, 'kill-ends').length > 0 ||
      valuesOf(data, `${one}/threads`, 'runs-after-request').length > 0,
  )
  if (runtime === null) return null
  const [processes, threads]: readonly [SeriesId, SeriesId] = [`${runtime}/processes`, `${runtime}/threads`]
  const parts = [killed(data, processes), asked(data, threads)].filter((part) => part.length > 0)
  return {
    kind: 'plain',
    sentence: parts.flatMap((part, at) => (at === 0 ? part : [words('; '), ...part])),
    second: memoryLeft(data, processes, threads),
  }
}

function killed(data: ClaimData, series: SeriesId): readonly AnswerPart[] {
  const ended = valuesOf(data, series, 'kill-ends')
  if (ended.length === 0) return []
  const name = workerOf(series)
  const times = valuesOf(data, series, 'kill')
  const workers = measuredCounts(data, [series]).at(-1) ?? 1
  const took = measuredFact(data, { series, workers, name: 'kill' })
  if (ended.some((value) => value !== true) || took === null || times.length === 0) {
    return [words(`a kill did not end a ${name} that loops in each round`)]
  }
  return [
    words(`a kill ends a ${name} that loops in `),
    ...withRange(number(formatMs(took.value), series), took, formatMs),
  ]
}

function asked(data: ClaimData, series: SeriesId): readonly AnswerPart[] {
  const runs = valuesOf(data, series, 'runs-after-request')
  const still = runs.filter((value) => value === true).length
  if (runs.length === 0) return []
  if (still === runs.length)
    return [words('a thread '), number('still runs 2 s', series), words(' after it was asked to stop')]
  if (still === 0) return [words('a thread '), number('had stopped', series), words(' 2 s after it was asked to')]
  return [
    words('a thread '),
    number(`still ran in ${still} of ${runs.length} rounds`, series),
    words(' 2 s after it was asked to stop'),
  ]
}

function memoryLeft(data: ClaimData, processes: SeriesId, threads: SeriesId): readonly AnswerPart[] | null {
  const [ofProcess, ofThread] = [bytesLeft(data, processes), bytesLeft(data, threads)]
  const parts = [
    ...(ofProcess === null
      ? []
      : [[number(formatMemory(ofProcess), processes), words(' stay in use after the process ended')]]),
    ...(ofThread === null
      ? []
      : [
          [
            number(formatMemory(ofThread), threads),
            words(`${ofProcess === null ? ' stay in use' : ''} after the thread was given up`),
          ],
        ]),
  ]
  if (parts.length === 0) return null
  return asSentence([
    words('of its 64 MiB, '),
    ...parts.flatMap((part, at) => (at === 0 ? part : [words(', and '), ...part])),
    words('.'),
  ])
}

function bytesLeft(data: ClaimData, series: SeriesId): number | null {
  const left = valuesOf(data, series, 'memory-left').filter((value) => typeof value === 'number')
  return left.length === 0 ? null : Math.max(0, median(left))
}

function valuesOf(data: ClaimData, series: SeriesId, name: string): readonly FactValue[] {
  return measuredCounts(data, [series]).flatMap((workers) => [...data.facts.of(series, workers, name).values()])
}
