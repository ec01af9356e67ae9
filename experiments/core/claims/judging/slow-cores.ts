import { median } from '../../numbers/statistics.ts'
import { formatShare } from '../../text/format-number.ts'
import type { ClaimData } from './claim-rule.ts'
import type { JudgedTest, WorkersAt } from './ratio-test.ts'

/** With no more than this busy, one core works at a time, as in serial: its speed explains nothing. */
const oneCore = 1.1

/**
 * Where a system does not tell siblings and slow cores apart, the clock still shows them: the speed of the cores while all
 * workers are awake, over serial's. A speedup that is small must still be so if the clock is taken out.
 * @returns why these results cannot be trusted, or null
 */
export function slowCoresObstacle(data: ClaimData, judged: readonly JudgedTest[]): string | null {
  for (const { test, ratio, result } of judged) {
    const isSmall = result === (test.side === 'above' ? 'fails' : 'holds')
    if (!isSmall || test.unit !== '×' || test.of === undefined) continue
    const clock = clockOf(data, test.of)
    if (clock !== null && (ratio.high ?? 0) / clock >= test.bound) {
      return `slow cores: ${test.subject} computed at ${formatShare(clock)} of serial's speed, as cores do that share their units or are slower, and at full speed the result could be another`
    }
  }
  return null
}

/** @returns the factor by which slower cores made the laps longer, below 1; null if they did not, or it is not known */
function clockOf({ results }: ClaimData, { series, workers }: WorkersAt): number | null {
  const rounds = [...results.of(series, workers).values()]
  const known = rounds.flatMap(({ clock, busyCores }) =>
    clock === null ? [] : [1 - Math.min(1, busyCores / workers) * (1 - clock)],
  )
  if (known.length === 0 || median(rounds.map(({ busyCores }) => busyCores)) <= oneCore) return null
  const factor = median(known)
  return factor < 1 ? factor : null
}
