import { conditionName } from '../../names/condition-name.ts'
import { formatShare } from '../../text/format-number.ts'
import { median } from '../../numbers/statistics.ts'
import type { ClaimData } from './claim-rule.ts'
import type { JudgedTest, WorkersAt } from './ratio-test.ts'

/** Workers that are ready to run and have no core for more than this share of their time are slowed down by that. */
export const waitingShare = 0.1

/**
 * Workers that other programs keep from the cores are slower than they could be. That can explain a number that is small
 * because these workers were slow, and one that is large because those were slow that they are compared with; it explains
 * no other result.
 * @returns why these results cannot be trusted, or null
 */
export function coreWaitObstacle(data: ClaimData, judged: readonly JudgedTest[]): string | null {
  for (const { test, result } of judged) {
    if (result === 'open') continue
    const isSmall = result === (test.side === 'above' ? 'fails' : 'holds')
    const slowed = isSmall ? test.of : test.over
    if (slowed === undefined) continue
    const share = waitingShareOf(data, slowed)
    if (share > waitingShare) {
      const name = isSmall ? test.subject : conditionName({ series: slowed.series, workers: slowed.workers })
      const [were, their] = slowed.workers === 1 ? ['was', 'its'] : ['were', 'their']
      return `disturbed: ${name} ${were} ready to run but had no core for ${formatShare(share)} of ${their} time`
    }
  }
  return null
}

/** @returns 0 if the system does not report how long threads wait for a core */
function waitingShareOf({ results }: ClaimData, { series, workers }: WorkersAt): number {
  const shares = [...results.of(series, workers).values()].map(
    ({ busyCores, wantedCores }) => (wantedCores - busyCores) / workers,
  )
  return shares.length === 0 ? 0 : median(shares)
}
