import { shareAtSerialsClock } from '../../curves/clock-share.ts'
import { median } from '../../numbers/statistics.ts'
import { formatShare } from '../../text/format-number.ts'
import type { ClaimData } from './claim-rule.ts'
import type { JudgedTest, WorkersAt } from './ratio-test.ts'

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

/** @returns null if the cores were no slower than serial's, or it is not known */
function clockOf({ results }: ClaimData, { series, workers }: WorkersAt): number | null {
  const known = [...results.of(series, workers).values()].flatMap((one) => shareAtSerialsClock(one, workers) ?? [])
  const clock = known.length === 0 ? 1 : median(known)
  return clock < 1 ? clock : null
}
