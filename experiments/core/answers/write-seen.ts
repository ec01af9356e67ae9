import type { ClaimData } from '../claims/judging/claim-rule.ts'
import type { SeriesId } from '../names/series.ts'
import { runtimeName } from '../names/series-titles.ts'
import { number, words, type AnswerPart } from './answer.ts'
import { firstRuntime, largestCount } from './asked-runtime.ts'
import type { Finding } from './finding.ts'
import { inWords } from './workers-in-words.ts'

const fact = 'write-seen-by'

/** How many of the other workers saw what one wrote: of the other processes, and of the other threads. */
export function writeFinding(data: ClaimData): Finding | null {
  const runtime = firstRuntime(
    (one) => seen(data, `${one}/processes`) !== null || seen(data, `${one}/threads`) !== null,
  )
  if (runtime === null) return null
  const [processes, threads] = [seen(data, `${runtime}/processes`), seen(data, `${runtime}/threads`)]
  const parts = [
    ...(processes === null ? [] : [[number(processes.text, processes.series), words(' other processes')]]),
    ...(threads === null ? [] : [[number(threads.text, threads.series), words(' other threads')]]),
  ]
  return {
    kind: 'plain',
    sentence: [
      words(`what one ${runtimeName(runtime)} worker writes is seen by `),
      ...parts.flatMap((part, at) => (at === 0 ? part : [words(', and by '), ...part])),
      sameIn(processes ?? threads),
    ],
    second:
      processes?.all !== '0' || threads?.all !== String(threads?.others)
        ? null
        : [words('Each process has memory of its own; the threads of a process share its memory.')],
  }
}

interface Seen {
  readonly series: SeriesId
  readonly others: number
  /** The one count that all rounds found; null if they differ. */
  readonly all: string | null
  readonly rounds: number
  readonly text: string
}

function seen(data: ClaimData, series: SeriesId): Seen | null {
  const workers = largestCount(data, series, fact)
  if (workers === null) return null
  const values = [...data.facts.of(series, workers, fact).values()].filter((value) => typeof value === 'number')
  if (values.length === 0) return null
  const [least, most, others] = [Math.min(...values), Math.max(...values), workers - 1]
  const count = least === most ? String(least) : `${least}–${most}`
  return { series, others, all: least === most ? count : null, rounds: values.length, text: `${count} of ${others}` }
}

function sameIn(found: Seen | null): AnswerPart {
  if (found === null) return words('')
  const { all, rounds } = found
  const text =
    rounds === 1
      ? 'one round only'
      : all === null
        ? `over ${rounds} rounds`
        : rounds === 2
          ? 'the same in both rounds'
          : `the same in all ${inWords(rounds)} rounds`
  return { text: ` (${text})`, range: true }
}
