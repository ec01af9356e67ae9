import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { factLogRatios } from '../claims/judging/fact-ratios.ts'
import type { SeriesId } from '../names/series.ts'
import { formatMs, formatNumber } from '../text/format-number.ts'
import { number, words, type AnswerPart } from './answer.ts'
import { firstRuntime, measuredFact } from './asked-runtime.ts'
import type { Finding } from './finding.ts'
import { measured, rangeOf, withRange } from './measured.ts'
import { workerOf } from './workers-in-words.ts'

/** How many threads can be started in the time that one process takes. */
export function startFinding(data: ClaimData): Finding | null {
  const at = (series: SeriesId, name: string) => ({ series, workers: 1, name })
  const logs = (series: SeriesId) => factLogRatios(data, at(series, 'process-start'), at(series, 'thread-start'))
  const runtime = firstRuntime((one) => logs(`${one}/processes`).length > 0)
  if (runtime === null) return threadsOnly(data)
  const series: SeriesId = `${runtime}/processes`
  const threads: SeriesId = `${runtime}/threads`
  const logRatios = logs(series)
  const ratio = measured(logRatios)
  const [process, thread] = [
    measuredFact(data, at(series, 'process-start')),
    measuredFact(data, at(series, 'thread-start')),
  ]
  if (ratio === null || process === null || thread === null) return null
  const name = workerOf(series)
  const slower = (ratio.low ?? 0) > 1
  const faster = (ratio.high ?? Infinity) < 1
  return {
    kind: 'ratio',
    decided:
      slower || faster ? `starting a ${name} takes ${slower ? 'longer' : 'less time'} than starting a thread` : null,
    question: `starting a ${name} takes longer than starting a thread`,
    neutral: `starting a ${name}, compared with a thread`,
    number: [number(`${formatNumber(ratio.value)} times`, series), words(' as long '), rangeOf(ratio)],
    second: [
      words('A process starts in '),
      number(formatMs(process.value), series),
      words(', a thread in '),
      number(formatMs(thread.value), threads),
      ...forked(data, `${runtime}/processes-fork`),
      words('.'),
    ],
    test: {
      subject: name,
      relation: 'over a thread',
      unit: '×',
      logRatios,
      bound: 1,
      side: 'above',
      of: { series, workers: 1 },
    },
  }
}

function forked(data: ClaimData, series: SeriesId): readonly AnswerPart[] {
  const start = measuredFact(data, { series, workers: 1, name: 'process-start' })
  return start === null ? [] : [words('; a forked process, a copy, in '), number(formatMs(start.value), series)]
}

function threadsOnly(data: ClaimData): Finding | null {
  const found = data.facts.names.find(({ name }) => name === 'thread-start')
  const start = found === undefined ? null : measuredFact(data, found)
  if (found === undefined || start === null) return null
  const { series } = found
  return {
    kind: 'plain',
    sentence: [
      words(`a thread of ${workerOf(series)} starts in `),
      ...withRange(number(formatMs(start.value), series), start, formatMs),
    ],
    second: null,
  }
}
