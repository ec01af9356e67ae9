import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { factLogRatios } from '../claims/judging/fact-ratios.ts'
import { toldPayload } from '../claims/rules/message-passing.ts'
import type { SeriesId } from '../names/series.ts'
import { formatMs, formatNumber } from '../text/format-number.ts'
import { number, words } from './answer.ts'
import { firstRuntime, measuredFact } from './asked-runtime.ts'
import type { Finding } from './finding.ts'
import { measured, rangeOf } from './measured.ts'
import { workerOf } from './workers-in-words.ts'

/** How much longer a megabyte takes to a process and back than to a thread and back. */
export function messageFinding(data: ClaimData): Finding | null {
  const at = (series: SeriesId) => ({ series, workers: 1, name: `round-trip-${toldPayload}` })
  const runtime = firstRuntime((one) => factLogRatios(data, at(`${one}/processes`), at(`${one}/threads`)).length > 0)
  if (runtime === null) return null
  const [processes, threads]: readonly SeriesId[] = [`${runtime}/processes`, `${runtime}/threads`]
  if (processes === undefined || threads === undefined) return null
  const logRatios = factLogRatios(data, at(processes), at(threads))
  const ratio = measured(logRatios)
  const [process, thread] = [measuredFact(data, at(processes)), measuredFact(data, at(threads))]
  if (ratio === null || process === null || thread === null) return null
  const name = workerOf(processes)
  const slower = (ratio.low ?? 0) > 1
  const faster = (ratio.high ?? Infinity) < 1
  return {
    kind: 'ratio',
    decided:
      slower || faster ? `1 MiB takes ${slower ? 'longer' : 'less time'} to a ${name} and back than to a thread` : null,
    question: `1 MiB takes longer to a ${name} and back than to a thread`,
    neutral: `1 MiB to a ${name} and back, compared with a thread`,
    number: [number(`${formatNumber(ratio.value)} times`, processes), words(' as long '), rangeOf(ratio)],
    second: [
      number(formatMs(process.value), processes),
      words(` to a process, which gets ${gets(data, processes)}, and `),
      number(formatMs(thread.value), threads),
      words(` to a thread, which gets ${gets(data, threads)}.`),
    ],
    test: {
      subject: name,
      relation: 'over a thread',
      unit: '×',
      logRatios,
      bound: 1,
      side: 'above',
      of: { series: processes, workers: 1 },
      over: { series: threads, workers: 1 },
    },
  }
}

/** "a copy", "the same object". */
function gets({ facts }: ClaimData, series: SeriesId): string {
  const [found] = facts.of(series, 1, 'message').values()
  return typeof found === 'string' ? found : 'the message'
}
