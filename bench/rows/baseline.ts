import { findSeries, type SeriesId } from '../../experiments/core/names/series.ts'
import { unknownRatio, type Ratio } from '../../experiments/core/numbers/interval.ts'
import type { Session } from '../../experiments/core/session/session.ts'
import { curvesOf } from '../../experiments/core/curves/speedup.ts'
import { timelineFacts } from '../../experiments/core/timeline/timeline-facts.ts'
import type { BenchRow } from '../core/bench-row.ts'
import type { Bench } from '../core/bench.ts'
import { rowOf } from '../core/rows-of.ts'
import { runLab } from '../machine/session-of-run.ts'

const counts = [2, 4, 8, 16]
const switchIntervalMs = 5
/** The lab ends with its budget; starting and calibrating come before it, the trial that runs then after it. */
const budgetShare = 0.9

/** Our model of a lock, which curves are held against, beside the real one. */
export const baseline: Bench = {
  name: 'baseline',
  budgetMs: 180_000,
  built: true,
  async run({ budgetMs, progress, ...rest }) {
    progress('rounds of one session', 0)
    const seconds = Math.max(1, Math.round((budgetMs * budgetShare) / 1000))
    const { session } = await runLab(rest, experiment(seconds))
    return counts.flatMap((workers) => [speedupRow(session, workers), holdRow(session, workers)])
  },
}

function experiment(seconds: number): string {
  return `
lockstep: 1
title: Baseline
workload: { kernel: primes }
series: [node/serial, node/locked-threads, cpython/serial, cpython/threads]
workers: [${counts.join(', ')}]
warmup: 2
rounds: { min: 2, max: 100 }
precision: 1%
budget: ${seconds}s
switchInterval: ${switchIntervalMs}ms
`
}

function speedupRow(session: Session, workers: number): BenchRow {
  const [ours, real] = [speedup(session, 'node/locked-threads', workers), speedup(session, 'cpython/threads', workers)]
  return rowOf({
    name: `baseline × ${workers}`,
    unit: '',
    ours: ours.ratio.value,
    peer: real.ratio.value,
    peerVersion: versionOf(session, 'cpython/threads'),
    ratio: ours.ratio,
    of: 'node/locked-threads ÷ node/serial',
    target: { low: 0.95, high: 1.02 },
    pairs: ours.rounds,
    note: noteOf(session, real.ratio),
  })
}

function holdRow(session: Session, workers: number): BenchRow {
  const ours = timelineFacts(session, 'node/locked-threads', workers)
  const real = timelineFacts(session, 'cpython/threads', workers)
  const held = ours?.medianHoldMs ?? unknownRatio
  return rowOf({
    name: `baseline, hold × ${workers}`,
    unit: 'ms',
    ours: held.value,
    peer: real?.medianHoldMs.value ?? null,
    peerVersion: versionOf(session, 'cpython/threads'),
    ratio: scaled(held, 1 / switchIntervalMs),
    of: `median hold ÷ ${switchIntervalMs} ms`,
    target: { low: 0.9, high: 1.1 },
    pairs: ours?.holdRounds ?? 0,
    note: [ours?.state, real?.state].includes('disturbed') ? 'other programs had the cores in every round' : '',
  })
}

function speedup(
  session: Session,
  series: SeriesId,
  workers: number,
): { readonly ratio: Ratio; readonly rounds: number } {
  const points = curvesOf(session).find((curve) => curve.series === series)?.points
  const point = points?.find((one) => one.workers === workers)
  return point === undefined ? { ratio: unknownRatio, rounds: 0 } : { ratio: point.speedup, rounds: point.rounds }
}

function versionOf({ header }: Session, id: SeriesId): string | null {
  const runtime = findSeries(id)?.runtime
  const found = header.runtimes.find((one) => one.runtime === runtime)
  return found === undefined ? null : `CPython ${found.version}`
}

function noteOf({ header }: Session, { value, low, high }: Ratio): string {
  const why = header.missing.find(({ series }) => series.startsWith('cpython/'))?.why
  if (why !== undefined) return `measured without CPython: ${why}`
  if (value === null || low === null || high === null) return ''
  return `cpython/threads: ${value.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)}) of its own serial`
}

function scaled({ value, low, high }: Ratio, factor: number): Ratio {
  const times = (one: number | null): number | null => (one === null ? null : one * factor)
  return { value: times(value), low: times(low), high: times(high) }
}
