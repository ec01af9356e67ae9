import { formatRatio } from '../../text/format-number.ts'
import { geometricInterval } from '../../numbers/interval.ts'
import { paired } from '../../curves/log-ratios.ts'
import type { RuntimeId } from '../../names/series.ts'
import type { ClaimData } from '../judging/claim-rule.ts'

/** Compares a build's serial time for one pass with that of another build: what it costs if there is nothing to gain. */
export function singleThreadCost({ session, results }: ClaimData, runtime: RuntimeId, over: RuntimeId): string | null {
  // a result is the time of a serial lap, and each runtime has its own number of passes in one
  const passes = (session.header.passes[runtime] ?? 1) / (session.header.passes[over] ?? 1)
  const ratios = paired(
    results.of(`${runtime}/serial`, 1),
    results.of(`${over}/serial`, 1),
    (result, other) => result.medianMs / passes / other.medianMs,
  )
  if (ratios.size === 0) return null
  const ratio = formatRatio(geometricInterval([...ratios.values()]), ratios.size)
  return `a single thread takes ${ratio} the time of ${over}/serial`
}
