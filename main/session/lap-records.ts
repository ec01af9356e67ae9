import type { ExecutorId } from '../../experiments/core/names/series.ts'
import { lapSchema, type LapRecord, type LockRecord } from '../../experiments/core/session/session.ts'
import { spanCapacity } from '../trial-programs/node/worker/safe-point.ts'
import type { LapMessage, WorkerReport } from '../trial/trial-messages.ts'
import type { TrialRun } from '../trial/trial-process.ts'

type Span = readonly [startMs: number, endMs: number]

/** Executors whose workers are threads of one process: between them a lock, or its absence, can be seen. */
const threaded: ReadonlySet<ExecutorId> = new Set(['threads', 'locked-threads', 'interpreters'])

/**
 * A worker leaves at most this many stretches of one lap in the file: about 0.8 s of two workers at a switch interval
 * of 1 ms.
 */
const mostStretches = 400

/** @returns a record of every lap, and for the first measured lap one that says when each thread ran */
export function lapRecords(run: TrialRun, trial: number, executor: ExecutorId): readonly (LapRecord | LockRecord)[] {
  const firstMeasured = run.laps.find(({ warmup }) => !warmup)
  return run.laps.flatMap((lap) => {
    const lock = lap === firstMeasured && threaded.has(executor) ? lockRecord(lap, trial) : null
    return lock === null ? [lapRecord(lap, trial)] : [lapRecord(lap, trial), lock]
  })
}

/** The message is the record with more fields, which the record's schema takes away. */
function lapRecord(message: LapMessage, trial: number): LapRecord {
  return lapSchema.parse({ ...message, record: 'lap', trial })
}

/** @returns null for a single worker, which shares nothing with another */
export function lockRecord({ lap, workers }: LapMessage, trial: number): LockRecord | null {
  if (workers.length < 2) return null
  const source = workers.some(({ holds }) => holds.length > 0) ? 'holds' : 'gaps'
  const spans = workers.map((worker) => (source === 'holds' ? pairs(worker.holds) : betweenGaps(worker)))
  const fromMs = outermost(
    Math.max,
    workers.map((worker, index) => (isOverwritten(worker[source]) ? spans[index]?.[0]?.[0] : null)),
  )
  const kept = spans.map((list) => clip(list, fromMs ?? 0, Number.POSITIVE_INFINITY))
  const toMs = outermost(
    Math.min,
    kept.map((list) => (list.length > mostStretches ? list[mostStretches - 1]?.[1] : null)),
  )
  return {
    record: 'lock',
    trial,
    lap,
    source,
    holds: kept.map((list) => clip(list, 0, toMs ?? Number.POSITIVE_INFINITY).flatMap((span) => span.map(toUs))),
    fromMs: fromMs === null ? null : toUs(fromMs),
    toMs: toMs === null ? null : toUs(toMs),
  }
}

function pairs(flat: readonly number[]): readonly Span[] {
  return flat.flatMap((startMs, index) => (index % 2 === 0 ? [[startMs, flat[index + 1] ?? startMs] as const] : []))
}

/** @returns the stretches between the gaps; if the ring of gaps was full, nothing is known from before the first */
function betweenGaps({ startMs, endMs, gaps }: WorkerReport): readonly Span[] {
  const edges = [startMs, ...gaps, endMs]
  return pairs(isOverwritten(gaps) ? edges.slice(2) : edges)
}

/** Whether the lap had more than its ring of spans holds, so that the oldest are gone. */
function isOverwritten(flat: readonly number[]): boolean {
  return flat.length >= 2 * spanCapacity
}

/** Workers are only comparable over the same part of a lap. */
function clip(spans: readonly Span[], fromMs: number, toMs: number): readonly Span[] {
  return spans
    .map(([startMs, endMs]) => [Math.max(startMs, fromMs), Math.min(endMs, toMs)] as const)
    .filter(([startMs, endMs]) => endMs > startMs)
}

/** @returns the latest or the earliest of the known times; null if none is known */
function outermost(of: typeof Math.max, times: readonly (number | null | undefined)[]): number | null {
  const known = times.filter((time) => typeof time === 'number')
  return known.length === 0 ? null : of(...known)
}

/** @returns the time rounded to microseconds, since the clock is no more exact */
function toUs(timeMs: number): number {
  return Math.round(timeMs * 1000) / 1000
}
