import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { factLogRatios } from '../claims/judging/fact-ratios.ts'
import { delayed } from '../claims/rules/convoy.ts'
import type { RuntimeId, SeriesId } from '../names/series.ts'
import { formatMs, formatNumber } from '../text/format-number.ts'
import { number, words, type AnswerPart } from './answer.ts'
import { firstRuntime, measuredFact } from './asked-runtime.ts'
import type { Finding } from './finding.ts'
import { measured, rangeOf } from './measured.ts'
import { workerOf } from './workers-in-words.ts'

/** How much longer an answer takes beside a thread that computes. */
export function latencyFinding(data: ClaimData): Finding | null {
  const at = (series: SeriesId, way: string) => ({ series, workers: 1, name: `p95-${way}` })
  const logs = (series: SeriesId) => factLogRatios(data, at(series, 'beside-threads'), at(series, 'alone'))
  const all: readonly SeriesId[] = data.facts.names.map(({ series }) => series)
  const runtime = firstRuntime((one: RuntimeId) => logs(`${one}/threads`).length > 0)
  const series: SeriesId | undefined = runtime === null ? all.find((one) => logs(one).length > 0) : `${runtime}/threads`
  if (series === undefined) return null
  const logRatios = logs(series)
  const ratio = measured(logRatios)
  const of = (way: string) => measuredFact(data, at(series, way))
  const [alone, beside] = [of('alone'), of('beside-threads')]
  if (ratio === null || alone === null || beside === null) return null
  const name = workerOf(series)
  const delays = (ratio.low ?? 0) > delayed
  const none = (ratio.high ?? Infinity) < delayed
  return {
    kind: 'ratio',
    decided: delays
      ? `beside a thread that computes, a ${name} answers much later`
      : none
        ? `a thread that computes hardly delays the answers of a ${name}`
        : null,
    question: `a thread that computes delays the answers of a ${name}`,
    neutral: `answers of a ${name} beside one that computes`,
    number: [
      number(formatMs(beside.value), series),
      words(' in place of '),
      number(formatMs(alone.value), series),
      words(`, ${formatNumber(ratio.value)} times as long `),
      rangeOf(ratio),
    ],
    second: causes(of, series),
    test: {
      subject: name,
      relation: 'over alone',
      unit: '×',
      logRatios,
      bound: delayed,
      side: 'above',
      of: { series, workers: 1 },
    },
  }
}

/** What tells the lock's part from the core's. */
function causes(of: (way: string) => ReturnType<typeof measuredFact>, series: SeriesId): readonly AnswerPart[] | null {
  const [short, process] = [of('at-short-interval'), of('beside-processes')]
  if (process === null) return null
  return [
    words('Beside a process that computes, which shares no lock, it takes '),
    number(formatMs(process.value), series),
    ...(short === null
      ? []
      : [words('; beside the thread at a switch interval of 1 ms, '), number(formatMs(short.value), series)]),
    words(' (95% of answers are as fast or faster).'),
  ]
}
