import type { PlainSeriesId, RuntimeId, SeriesId } from '../../names/series.ts'
import { numberOf } from '../../facts/fact-summary.ts'
import { median } from '../../numbers/statistics.ts'
import { formatMs, formatNumber } from '../../text/format-number.ts'
import { enumeration } from '../../text/show-value.ts'
import { timelineFacts, type TimelineFacts } from '../../timeline/timeline-facts.ts'
import type { ClaimData } from '../judging/claim-rule.ts'
import { takesTurns } from './overlap.ts'
import type { Subject } from '../judging/ratio-rule.ts'

/** The median hold ÷ the switch interval lies between these, where a hold lasts about one (docs/claims.md, lock-mutex). */
export const [atLeast, atMost] = [0.8, 1.2]
/** The switch intervals of which this is said, in ms. At 0.5 ms the gaps are too coarse. */
export const toldIntervals: ReadonlySet<number> = new Set([1, 5, 20, 50])
const workers = 2

/**
 * One thread at a time controls the interpreter: that decides the claim. How long it does so each time is a second
 * statement, on the lock and the system's timers together, which decides nothing.
 */
export function handsOver(plain: PlainSeriesId, runtime: RuntimeId): Subject {
  return { ...takesTurns(plain, runtime), note: (data) => holdStatement(data, plain) }
}

type Answer = 'true at' | 'not true at' | 'undecided at'

/** "a hold lasts about one switch interval (0.8 to 1.2 of it), which decides nothing: true at 5 ms (1.02×)". */
function holdStatement(data: ClaimData, plain: PlainSeriesId): string | null {
  const lateMs = timerLateMs(data, plain)
  const all = heldIntervals(data, plain).map(({ facts, intervalMs }) => {
    const late = lateMs !== null && lateMs > (atMost - 1) * intervalMs
    return { intervalMs, late, answer: late ? ('undecided at' as const) : answerOf(facts, intervalMs), facts }
  })
  if (all.length === 0) return null
  const parts = (['true at', 'not true at', 'undecided at'] as const).flatMap((answer) => {
    const those = all.filter((one) => one.answer === answer)
    const shown = those.map(({ facts, intervalMs }) => `${intervalMs} ms (${ratioText(facts, intervalMs)})`)
    const why = those.some(({ late }) => late) ? `, since a wait ends ${formatMs(lateMs)} late on this system` : ''
    return those.length === 0 ? [] : [`${answer} ${enumeration(shown)}${why}`]
  })
  return `a hold lasts about one switch interval (${atLeast} to ${atMost} of it), which decides nothing: ${parts.join(', ')}`
}

function answerOf({ state, medianHoldMs: { low, high } }: TimelineFacts, intervalMs: number): Answer {
  if (state !== 'clear' || low === null || high === null) return 'undecided at'
  if (low > atLeast * intervalMs && high < atMost * intervalMs) return 'true at'
  return high < atLeast * intervalMs || low > atMost * intervalMs ? 'not true at' : 'undecided at'
}

function ratioText({ medianHoldMs: { value } }: TimelineFacts, intervalMs: number): string {
  return value === null ? 'no holds' : `${formatNumber(value / intervalMs)}×`
}

/** The series itself and its variants with another switch interval, shortest first. */
export function heldIntervals({ session }: ClaimData, plain: PlainSeriesId) {
  const all = new Set(session.header.conditions.map(({ series }) => series))
  return [...all]
    .filter((id) => id === plain || id.startsWith(`${plain}@`))
    .flatMap((id) => {
      const facts = timelineFacts(session, id, workers)
      const intervalMs = facts?.switchIntervalMs ?? null
      return facts !== null && intervalMs !== null && toldIntervals.has(intervalMs) ? [{ facts, intervalMs }] : []
    })
    .sort((a, b) => a.intervalMs - b.intervalMs)
}

/**
 * How late a timed wait of 1 ms ended, in the primitive that the lock waits in; null if no probe measured it. Windows'
 * timers tick every 15.6 ms, and a system that saves power bundles its timers.
 */
function timerLateMs({ facts }: ClaimData, plain: PlainSeriesId): number | null {
  const probed: SeriesId = `${plain}@lock-cores`
  const late = [...facts.of(probed, workers, 'timer-late').values()].flatMap((value) => numberOf(value) ?? [])
  return late.length === 0 ? null : median(late)
}
