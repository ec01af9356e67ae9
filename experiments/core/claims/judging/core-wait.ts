import { formatShare } from '../../text/format-number.ts'
import { median } from '../../numbers/statistics.ts'
import type { ClaimData } from './claim-rule.ts'
import type { JudgedTest, WorkersAt } from './ratio-test.ts'

/** Workers that are ready to run and have no core for more than this share of their time are slowed down by that. */
export const waitingShare = 0.1

/**
 * Workers that other programs keep from the cores gain less than they could: a test that needs a gain fails, and a test
 * that needs none holds. Waiting cannot explain any other result.
 * @returns why these results cannot be trusted, or null
 */
export function coreWaitObstacle(data: ClaimData, judged: readonly JudgedTest[]): string | null {
  for (const { test, result } of judged) {
    const slowness = test.side === 'above' ? 'fails' : 'holds'
    if (test.of === undefined || result !== slowness) continue
    const share = waitingShareOf(data, test.of)
    if (share > waitingShare) {
      return `disturbed: ${test.subject} were ready to run, and had no core, for ${formatShare(share)} of their time`
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
