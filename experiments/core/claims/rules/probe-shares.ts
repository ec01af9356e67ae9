import { conditionName } from '../../names/condition-name.ts'
import { numberOf } from '../../facts/fact-summary.ts'
import { shareInterval } from '../../numbers/interval.ts'
import type { RuntimeId, SeriesId } from '../../names/series.ts'
import { formatNumber, formatShare } from '../../text/format-number.ts'
import { median } from '../../numbers/statistics.ts'
import { timelineFacts } from '../../timeline/timeline-facts.ts'
import type { ClaimData } from '../judging/claim-rule.ts'
import { sideBySideAbove, turnsBelow } from './overlap.ts'
import type { Subject } from '../judging/ratio-rule.ts'
import type { RatioTest } from '../judging/ratio-test.ts'

const workers = 2
/** Workers that waited for a core for a larger share of the time did not show what the lock does. */
export const quietShare = 0.1
/** One thread at a time keeps fewer cores than this busy (docs/claims.md, lock-multicore). */
export const oneAtATimeBelow = 1.2

/** In two processes of two threads each, threads take turns within a process and run side by side between the two. */
export function ownLock(runtime: RuntimeId): Subject {
  const series: SeriesId = `${runtime}/processes@own-lock`
  return {
    runtime,
    series: [series],
    model: false,
    takes: conditionName({ series, workers: 2 }),
    tests: (data) => [
      overlapTest(data, series, 'overlap-within', {
        subject: '2 threads of one process',
        bound: turnsBelow,
        side: 'below',
      }),
      overlapTest(data, series, 'overlap-between', { subject: '2 processes', bound: sideBySideAbove, side: 'above' }),
    ],
    disturbed: (data, [within, between]) => {
      // waiting for a core can only take overlap away: it may explain turns, never threads that ran at once
      const explains = between?.result === 'fails' || !takesTurnsAlone(data, `${runtime}/threads`)
      return explains && within?.result !== 'fails' ? waitObstacle(data, series) : null
    },
  }
}

/** Two threads of one process took turns although they had the cores to themselves. */
function takesTurnsAlone({ session }: ClaimData, threads: SeriesId): boolean {
  const alone = timelineFacts(session, threads, workers)
  const high = alone?.state === 'clear' ? alone.overlap.high : null
  return high !== null && high * 100 < turnsBelow
}

function overlapTest(
  data: ClaimData,
  series: SeriesId,
  name: string,
  test: Pick<RatioTest, 'subject' | 'bound' | 'side'>,
): RatioTest {
  const percents = valuesOf(data, series, name)
  return {
    ...test,
    of: { series, workers },
    relation: 'of the running time of either, both ran at once',
    unit: '%',
    logRatios: [],
    interval: (confidence) => {
      const { value, low, high } = shareInterval(percents, confidence)
      const of = (share: number | null): number | null => (share === null ? null : share * 100)
      return { value: of(value), low: of(low), high: of(high) }
    },
  }
}

/** Threads are seen on several cores, and yet get no more than one core's worth of CPU time together. */
export function oneAtATime(series: SeriesId, runtime: RuntimeId): Subject {
  const probed: SeriesId = `${series}@lock-cores`
  return {
    runtime,
    series: [probed],
    model: series === 'node/locked-threads',
    takes: conditionName({ series: probed, workers: 2 }),
    tests: (data) => [
      {
        subject: conditionName({ series, workers }),
        relation: 'cores busy together',
        unit: '',
        logRatios: valuesOf(data, probed, 'busy-cores').map(Math.log),
        bound: oneAtATimeBelow,
        side: 'below',
        of: { series: probed, workers },
      },
    ],
    // no waiting can explain threads that kept more than one core busy
    disturbed: (data, [busy]) =>
      busy?.result === 'fails'
        ? null
        : (waitObstacle(data, probed) ?? seenObstacle(data, probed) ?? idleObstacle(data, probed)),
    note: (data) => `seen on ${coresText(valuesOf(data, probed, 'cores-seen'))}`,
  }
}

function seenObstacle(data: ClaimData, series: SeriesId): string | null {
  const seen = valuesOf(data, series, 'cores-seen')
  if (seen.length === 0) return 'this system does not report on which core a thread runs'
  return Math.max(...seen) > 1 ? null : 'the threads were never seen on more than one core'
}

/** Threads that compute keep at least this much of a core busy, with a lock or without, or something else held them back. */
export const leastBusy = 0.7

function idleObstacle(data: ClaimData, series: SeriesId): string | null {
  const busy = median(valuesOf(data, series, 'busy-cores'))
  return busy >= leastBusy
    ? null
    : `the threads kept ${formatNumber(busy)} of a core busy: something else held them back`
}

function coresText(seen: readonly number[]): string {
  const several = seen.filter((cores) => cores > 1).length
  return `several cores in ${several} of ${seen.length} rounds`
}

function waitObstacle(data: ClaimData, series: SeriesId): string | null {
  const waits = valuesOf(data, series, 'core-wait-share')
  if (waits.length === 0 || median(waits) <= quietShare) return null
  return `disturbed: workers waited for a core for ${formatShare(median(waits))} of the time, all of them together`
}

function valuesOf({ facts }: ClaimData, series: SeriesId, name: string): readonly number[] {
  return [...facts.of(series, workers, name).values()].flatMap((value) => numberOf(value) ?? [])
}
