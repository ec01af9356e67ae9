import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { counted, enoughLaps, type Counted } from '../claims/rules/race.ts'
import type { SeriesId } from '../names/series.ts'
import { formatCount } from '../text/format-number.ts'
import { number, words, type AnswerPart } from './answer.ts'
import { firstRuntime } from './asked-runtime.ts'
import type { Finding } from './finding.ts'
import { workersInWords } from './workers-in-words.ts'

/** How many increments of a counter got lost, how often, and whether a lock keeps them. */
export function lostFinding(data: ClaimData): Finding | null {
  const runtime = firstRuntime((one) => counted(data, `${one}/threads`, 'read-call-write').laps > 0)
  if (runtime === null) return null
  const series: SeriesId = `${runtime}/threads`
  const unprotected = counted(data, series, 'read-call-write')
  const guarded = counted(data, series, 'protected')
  const { laps, lossy, least, most } = unprotected
  const subject = workersInWords(unprotected.workers, series)
  const range: AnswerPart = {
    text: `(${formatCount(least)}–${formatCount(most.lost)} of ${formatCount(most.of)})`,
    range: true,
  }
  const seldom = lossy === 0 && laps < enoughLaps ? ', too few to say that none gets lost' : ''
  return {
    kind: 'plain',
    sentence:
      lossy === 0
        ? [words(`${subject} lost `), number('no increment', series), words(` in ${lapsOf(laps)}${seldom}`)]
        : [
            words(`${subject} lost up to `),
            number(`${formatCount(most.lost)} increments`, series),
            words(` of ${formatCount(most.of)}, in ${lossy} of ${lapsOf(laps)} `),
            ...(laps === 1 ? [] : [range]),
          ],
    second: protectedSentence(guarded, runtime === 'node' ? 'With Atomics.add' : 'With a lock around each increment'),
  }
}

function protectedSentence({ laps, lossy, most }: Counted, under: string): readonly AnswerPart[] | null {
  if (laps === 0) return null
  if (lossy === 0) return [words(`${under} they lost none in ${lapsOf(laps)}.`)]
  return [words(`${under} they still lost some in ${lossy} of ${lapsOf(laps)}, up to ${formatCount(most.lost)}.`)]
}

function lapsOf(laps: number): string {
  return `${formatCount(laps)} ${laps === 1 ? 'lap' : 'laps'}`
}
