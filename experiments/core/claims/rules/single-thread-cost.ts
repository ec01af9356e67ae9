import { formatRatio } from '../../text/format-number.ts'
import { seriesName } from '../../names/series-titles.ts'
import { enumeration } from '../../text/show-value.ts'
import { geometricInterval } from '../../numbers/interval.ts'
import { paired } from '../../curves/log-ratios.ts'
import type { RuntimeId } from '../../names/series.ts'
import type { RuntimeInfo } from '../../session/runtime-info.ts'
import type { ClaimData } from '../judging/claim-rule.ts'

/**
 * Compares a build's serial time for one pass with that of another build: what it costs if there is nothing to gain. That
 * is the cost of being free-threaded only beside the same version, built alike; else it is told as what it is.
 */
export function singleThreadCost({ session, results }: ClaimData, runtime: RuntimeId, over: RuntimeId): string | null {
  // a result is the time of a serial lap, and each runtime has its own number of passes in one
  const passes = (session.header.passes[runtime] ?? 1) / (session.header.passes[over] ?? 1)
  const ratios = paired(
    results.of(`${runtime}/serial`, 1),
    results.of(`${over}/serial`, 1),
    (result, other) => result.medianMs / passes / other.medianMs,
  )
  if (ratios.size === 0) return null
  const ratio = formatRatio(geometricInterval([...ratios.values()]))
  const [own, other] = [runtime, over].map((id) => session.header.runtimes.find((one) => one.runtime === id))
  const differs = own === undefined || other === undefined ? 'of which nothing is known' : difference(own, other)
  if (differs !== null)
    return `serial work takes ${ratio} the time of ${seriesName(`${over}/serial`)}, ${differs}: that is not what being free-threaded costs`
  const built =
    own?.build === undefined || other?.build === undefined
      ? ' (how the two were built is not recorded)'
      : ' and built alike'
  return `a single thread takes ${ratio} the time of ${seriesName(`${over}/serial`)}, of the same version${built}`
}

/** @returns what else than the lock tells the two builds apart, or null if nothing does that is known */
function difference(own: RuntimeInfo, other: RuntimeInfo): string | null {
  const [version, otherVersion] = [own, other].map((one) => /^\d+\.\d+/.exec(one.version)?.[0])
  if (version !== otherVersion) return `which is ${otherVersion ?? 'another version'} beside ${version ?? 'this one'}`
  if (own.build === undefined || other.build === undefined) return null
  const [made, otherMade] = [own.build, other.build]
  const flags = (['debug', 'pgo', 'lto', 'jit'] as const).filter((flag) => made[flag] !== otherMade[flag])
  return flags.length === 0 ? null : `which was built otherwise (${enumeration(flags)})`
}
