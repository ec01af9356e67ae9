import type { ClaimData } from '../claims/judging/claim-rule.ts'
import { atLeast, atMost, heldIntervals } from '../claims/rules/hand-off.ts'
import type { PlainSeriesId } from '../names/series.ts'
import type { TimelineFacts } from '../timeline/timeline-facts.ts'
import { formatMs } from '../text/format-number.ts'
import { enumeration } from '../text/show-value.ts'
import { number, words, type AnswerPart } from './answer.ts'
import type { Finding } from './finding.ts'
import { withRange } from './measured.ts'
import { workerOf } from './workers-in-words.ts'

/** The threads that share a lock, in the order in which they are asked about. */
const locked: readonly PlainSeriesId[] = ['cpython/threads', 'pypy/threads', 'node/locked-threads']
/** CPython's default, which the sentence is about if it was measured. */
const usualMs = 5

interface Held {
  readonly facts: TimelineFacts
  readonly intervalMs: number
}

/** For how long a thread keeps the lock, at the usual switch interval and at others. */
export function holdFinding(data: ClaimData): Finding | null {
  for (const plain of locked) {
    const held = heldIntervals(data, plain).filter(({ facts }) => facts.medianHoldMs.value !== null)
    const asked = held.find(({ intervalMs }) => intervalMs === usualMs) ?? held[0]
    if (asked !== undefined) return findingOf(plain, asked, held)
  }
  return null
}

function findingOf(plain: PlainSeriesId, asked: Held, held: readonly Held[]): Finding | null {
  const { facts, intervalMs } = asked
  const { value, low, high } = facts.medianHoldMs
  if (value === null) return null
  const name = workerOf(plain)
  const within = (low ?? 0) > atLeast * intervalMs && (high ?? Infinity) < atMost * intervalMs
  const without = (low ?? 0) > atMost * intervalMs || (high ?? Infinity) < atLeast * intervalMs
  const about = `keeps the lock for about one switch interval, ${intervalMs} ms`
  const clear = facts.state === 'clear'
  return {
    kind: 'ratio',
    decided: !clear
      ? null
      : within
        ? `a ${name} ${about}`
        : without
          ? `a ${name} does not keep the lock for one switch interval, ${intervalMs} ms`
          : null,
    question: `a ${name} ${about}`,
    neutral: `a ${name} keeps the lock, at a switch interval of ${intervalMs} ms`,
    number: withRange(number(formatMs(value), plain), { value, low, high, each: [] }, formatMs),
    second: others(
      plain,
      held.filter((one) => one !== asked),
      clear,
    ),
    test: null,
  }
}

function others(plain: PlainSeriesId, held: readonly Held[], clear: boolean): readonly AnswerPart[] | null {
  const waited = clear ? [] : [words(' The threads had to wait for a core.')]
  if (held.length === 0) return clear ? null : waited
  return [
    words(`With the interval set to ${enumeration(held.map(({ intervalMs }) => intervalMs))} ms it keeps it for `),
    number(enumeration(held.map(({ facts }) => formatMs(facts.medianHoldMs.value))), plain),
    words('.'),
    ...waited,
  ]
}
