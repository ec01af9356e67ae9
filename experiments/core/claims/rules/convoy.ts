import { seriesName } from '../../names/series-titles.ts'
import type { PlainSeriesId, RuntimeId } from '../../names/series.ts'
import { formatMs } from '../../text/format-number.ts'
import { median } from '../../numbers/statistics.ts'
import type { ClaimData, ClaimRules } from '../judging/claim-rule.ts'
import { factInterval, showMs } from '../judging/fact-interval.ts'
import { factLogRatios } from '../judging/fact-ratios.ts'
import { ratioRule, type Subject } from '../judging/ratio-rule.ts'
import { judge, type JudgedTest, type RatioTest } from '../judging/ratio-test.ts'

/** The p95 latency beside a CPU-bound thread is more than this many times that alone (docs/claims.md, lock-convoy). */
export const delayed = 3
/** CPython's default switch interval, for which a request would wait at an interpreter lock. */
export const usualIntervalMs = 5
/** The probe runs this many CPU-bound threads beside the one that answers. */
const workers = 1

const ways = ['alone', 'beside-threads', 'beside-processes', 'at-short-interval'] as const
type Way = (typeof ways)[number]

/** A CPU-bound thread delays the answers of an I/O-bound one, and less so at a shorter switch interval, if there is one. */
function convoys(series: PlainSeriesId, runtime: RuntimeId): Subject {
  return {
    runtime,
    series: [series],
    model: series === 'node/locked-threads',
    takes: `1 CPU-bound thread beside ${seriesName(series)}`,
    lacks: `no CPU-bound thread was measured beside ${seriesName(series)}`,
    tests: (data) => {
      const measured = data.session.header.conditions.some((one) => one.series === series && one.workers === workers)
      return measured ? [over(data, series, 'beside-threads', 'alone'), ...fallTests(data, series)] : []
    },
    disturbed: (data, judged) => disturbance(data, series, judged),
    note: (data) => latencies(data, series),
  }
}

export const convoyRules: ClaimRules<'convoy'> = {
  'lock-convoy': ratioRule(
    ['cpython'],
    [
      convoys('cpython/threads', 'cpython'),
      convoys('cpython-ft/threads', 'cpython-ft'),
      convoys('pypy/threads', 'pypy'),
      convoys('jython/threads', 'jython'),
      convoys('ironpython/threads', 'ironpython'),
      convoys('node/threads', 'node'),
      convoys('node/locked-threads', 'node'),
    ],
  ),
}

const names: Readonly<Record<Way, string>> = {
  alone: 'alone',
  'beside-threads': 'beside a CPU-bound thread',
  'beside-processes': 'beside a CPU-bound process',
  'at-short-interval': 'beside the thread at a short switch interval',
}

function over(data: ClaimData, series: PlainSeriesId, above: Way, below: Way): RatioTest {
  return {
    subject: `p95 latency ${names[above]}`,
    relation: `over ${names[below]}`,
    unit: '×',
    logRatios: factLogRatios(data, p95(series, above), p95(series, below)),
    bound: delayed,
    side: 'above',
    of: { series, workers },
  }
}

function fallTests(data: ClaimData, series: PlainSeriesId): readonly RatioTest[] {
  const intervalMs = (name: string): number | null => {
    const values = [...data.facts.of(series, workers, name).values()]
    return typeof values[0] === 'number' ? values[0] : null
  }
  const [usual, short] = [intervalMs('switch-interval'), intervalMs('short-switch-interval')]
  if (usual === null || short === null) return []
  return [
    {
      subject: `at a switch interval of ${usual} ms`,
      relation: `over one of ${short} ms`,
      unit: '×',
      logRatios: factLogRatios(data, p95(series, 'beside-threads'), p95(series, 'at-short-interval')),
      bound: 1,
      side: 'above',
      of: { series, workers },
    },
  ]
}

function p95(series: PlainSeriesId, way: Way) {
  return { series, workers, name: `p95-${way}` }
}

/**
 * Waiting for a core delays an answer as waiting for the lock does. A process takes a core and no lock: if requests take
 * as long beside a process, the lock is not to blame. If requests alone take as long as a wait for the lock, such a wait
 * does not show.
 */
function disturbance(data: ClaimData, series: PlainSeriesId, judged: readonly JudgedTest[]): string | null {
  const [first] = judged
  if (first === undefined) return null
  if (first.result === 'holds') {
    const beside = judge(over(data, series, 'beside-threads', 'beside-processes'), first.confidence)
    if (beside.result === 'holds') return null
    return `disturbed: ${names['beside-processes']}, which takes a core and no lock, requests took long too`
  }
  const alone = [...data.facts.of(series, workers, 'p95-alone').values()].filter((value) => typeof value === 'number')
  if (alone.length === 0) return null
  const aloneMs = median(alone)
  if (aloneMs * (delayed - 1) < usualIntervalMs) return null
  return `disturbed: alone too requests took ${formatMs(aloneMs)} (p95), beside which a wait for the lock does not show`
}

function latencies(data: ClaimData, series: PlainSeriesId): string | null {
  const shown = ways.flatMap((way) => {
    const text = showMs(factInterval(data, p95(series, way)))
    return text === null ? [] : [`${text} ${names[way]}`]
  })
  return shown.length === 0 ? null : `p95: ${shown.join(', ')}`
}
