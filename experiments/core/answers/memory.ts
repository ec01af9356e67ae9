import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { slopesOf } from '../claims/rules/footprint.ts'
import type { RuntimeId, SeriesId } from '../names/series.ts'
import { formatMemory, formatNumber } from '../text/format-number.ts'
import { asSentence, number, words } from './answer.ts'
import { firstRuntime } from './asked-runtime.ts'
import type { Finding } from './finding.ts'
import { measured, withRange } from './measured.ts'
import { nounOf, workerOf } from './workers-in-words.ts'

/** How much memory one more process adds, and how much a thread does. */
export function memoryFinding(data: ClaimData): Finding | null {
  const runtime = firstRuntime((one) => added(data, one, 'processes') !== null && added(data, one, 'threads') !== null)
  const [process, thread] =
    runtime === null ? [null, null] : [added(data, runtime, 'processes'), added(data, runtime, 'threads')]
  if (process === null || thread === null) return oneKind(data)
  const ratio = measured(
    [...process.slopes].flatMap(([round, bytes]) => {
      const below = thread.slopes.get(round)
      return below === undefined ? [] : [Math.log(bytes / below)]
    }),
  )
  if (ratio === null) return null
  const [name, other] = [workerOf(process.series), nounOf(thread.series, 1)]
  const more = (ratio.low ?? 0) > 1
  const less = (ratio.high ?? Infinity) < 1
  return {
    kind: 'ratio',
    decided: more || less ? `one more ${name} adds ${more ? 'more' : 'less'} memory than a ${other}` : null,
    question: `one more ${name} adds more memory than a ${other}`,
    neutral: `memory that one more ${name} adds`,
    number: withRange(number(formatMemory(process.bytes.value), process.series), process.bytes, formatMemory),
    second: asSentence([
      words(`a ${other} adds `),
      ...withRange(number(formatMemory(thread.bytes.value), thread.series), thread.bytes, formatMemory),
      words(`: a process weighs as much as ${formatNumber(ratio.value)} of them.`),
    ]),
    // other programs do not change what a worker adds
    test: null,
  }
}

function added(data: ClaimData, runtime: RuntimeId, executor: 'processes' | 'threads') {
  return weighed(data, `${runtime}/${executor}`)
}

function weighed(data: ClaimData, series: SeriesId) {
  const slopes = slopesOf(data, series)
  const bytes = measured([...slopes.values()].map(Math.log))
  return bytes === null ? null : { series, slopes, bytes }
}

/** Only one kind of worker was weighed, as in a person's own file. */
function oneKind(data: ClaimData): Finding | null {
  const all = [...new Set(data.session.header.conditions.map(({ series }) => series))]
  const one = all.flatMap((series) => weighed(data, series) ?? [])[0]
  if (one === undefined) return null
  return {
    kind: 'plain',
    sentence: [
      words(`one more ${workerOf(one.series)} adds `),
      ...withRange(number(formatMemory(one.bytes.value), one.series), one.bytes, formatMemory),
    ],
    second: null,
  }
}
