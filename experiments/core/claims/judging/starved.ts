import { formatShare } from '../../text/format-number.ts'
import { median } from '../../numbers/statistics.ts'
import type { ClaimData } from './claim-rule.ts'
import type { JudgedTest, WorkersAt } from './ratio-test.ts'

/** Workers that are ready to run and have no core for more than this share of their time are held back by that. */
const mostWaiting = 0.1

/**
 * Why these results cannot be trusted, or null: workers that other programs keep from the cores gain less than they
 * could, so that what needs a gain fails, and what needs none holds. The other way round it makes nothing easier.
 */
export function starvation(data: ClaimData, judged: readonly JudgedTest[]): string | null {
  for (const { test, result } of judged) {
    const slowness = test.side === 'above' ? 'fails' : 'holds'
    if (test.of === undefined || result !== slowness) continue
    const share = waitingShare(data, test.of)
    if (share > mostWaiting) {
      return `disturbed: ${test.subject} were ready to run, and had no core, for ${formatShare(share)} of their time`
    }
  }
  return null
}

/** 0 where the system does not tell. */
function waitingShare({ results }: ClaimData, { series, workers }: WorkersAt): number {
  const shares = [...results.of(series, workers).values()].map(
    ({ busyCores, wantedCores }) => (wantedCores - busyCores) / workers,
  )
  return shares.length === 0 ? 0 : median(shares)
}
