import { formatShare, formatShareRange } from '../text/format-number.ts'
import { meanInterval, usualConfidence } from '../numbers/interval.ts'
import { mean } from '../numbers/statistics.ts'
import { smallMiss, type FittedModel } from './law-fit.ts'

/**
 * "; yet 8 workers were 14% (9–19%) slower than that", for the count at which the law misses the curve most. Empty if no
 * miss is certain.
 * The intervals are widened for the number of counts (Bonferroni).
 */
export function lackOfFitText({ estimates, data, model }: FittedModel): string {
  const parameters = estimates.map(({ value }) => value)
  const confidence = 1 - (1 - usualConfidence) / data.counts.length
  const misses = data.counts.flatMap((workers) => {
    const logs = data.rounds.flatMap((round) =>
      round.filter(({ x }) => x === workers).map(({ y }) => y - model.value(workers, parameters)),
    )
    const interval = meanInterval(logs, confidence)
    if (interval === null) return []
    const [low, high] = interval
    const doubtful = low <= 0 && high >= 0
    return doubtful || Math.abs(mean(logs)) < smallMiss ? [] : [{ workers, miss: mean(logs), low, high }]
  })
  const [worst] = misses.toSorted((a, b) => Math.abs(b.miss) - Math.abs(a.miss))
  if (worst === undefined) return ''
  const faster = worst.miss > 0
  const [near, far] = faster ? [worst.low, worst.high] : [worst.high, worst.low]
  const share = (log: number): number => Math.abs(Math.expm1(log))
  return `; yet ${worst.workers} workers were ${formatShare(share(worst.miss))} (${formatShareRange(share(near), share(far))}) ${faster ? 'faster' : 'slower'} than that`
}
