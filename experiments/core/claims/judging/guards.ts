import { doubtAbout } from '../../curves/work-doubts.ts'
import { findKernel } from '../../names/kernels.ts'
import { serialOf } from '../../names/series.ts'
import { seriesName } from '../../names/series-titles.ts'
import { median } from '../../numbers/statistics.ts'
import { kernelOf } from '../../session/kernel-of.ts'
import { formatShare } from '../../text/format-number.ts'
import type { ClaimData } from './claim-rule.ts'
import { coreWaitObstacle } from './core-wait.ts'
import type { JudgedTest, RatioTest, WorkersAt } from './ratio-test.ts'
import { slowCoresObstacle } from './slow-cores.ts'

/** A serial worker that computes keeps at least this share of a core busy, or other programs had the rest. */
export const undisturbedShare = 0.8

/**
 * Looks for something else than the claim, on the machine or in the work, that could have made these results: here, and
 * nowhere else, for all claims on ratios and for everything that their tests rest on.
 * @returns why the results cannot be trusted, or null
 */
export function guardObstacle(data: ClaimData, judged: readonly JudgedTest[]): string | null {
  for (const { test } of judged) {
    const conditions = restsOn(test)
    const why =
      conditions.map((one) => otherWork(data, one)).find((one) => one !== null) ??
      conditions.map((one) => busySerial(data, one)).find((one) => one !== null) ??
      data.disturbed(conditions)
    if (why !== null) return why
  }
  return coreWaitObstacle(data, judged) ?? slowCoresObstacle(data, judged)
}

/** The conditions that made a test's number, and serial beside them, which shows whether a worker alone had a core. */
function restsOn({ of, over }: RatioTest): readonly WorkersAt[] {
  const named = [of, over].filter((one) => one !== undefined)
  return [...named, ...named.map(({ series }) => ({ series: serialOf(series), workers: 1 }))]
}

/** Times of work that is remembered, or not the same in both, compare nothing. */
function otherWork({ doubts }: ClaimData, { series, workers }: WorkersAt): string | null {
  const why = doubtAbout(doubts, series, workers)?.why
  return why === undefined ? null : `doubtful work: ${why}`
}

/** Threads that wait for a core look like threads that wait for a lock, so a busy machine decides nothing. */
function busySerial({ session, results }: ClaimData, { series, workers }: WorkersAt): string | null {
  // a worker that waits hardly uses a core, so it cannot show that somebody else had it
  const waits = findKernel(kernelOf(session.header, series) ?? '')?.waits === true
  const shares = [...results.of(series, workers).values()].map(({ busyCores }) => busyCores)
  if (series !== serialOf(series) || waits || shares.length === 0) return null
  const share = median(shares)
  if (share >= undisturbedShare) return null
  return `disturbed: ${seriesName(series)} had ${formatShare(share)} of a core, so other programs had the rest, or the work waits`
}
