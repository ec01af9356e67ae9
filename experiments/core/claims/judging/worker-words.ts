import { findSeries, type ExecutorId, type SeriesId } from '../../names/series.ts'
import type { ClaimData } from './claim-rule.ts'

const one: Record<ExecutorId, string> = {
  serial: 'serial worker',
  threads: 'thread',
  processes: 'process',
  'processes-fork': 'forked process',
  'locked-threads': 'thread under our lock',
  async: 'task',
  interpreters: 'interpreter',
  pool: 'pool thread',
}

const several: Record<ExecutorId, string> = {
  serial: 'serial workers',
  threads: 'threads',
  processes: 'processes',
  'processes-fork': 'forked processes',
  'locked-threads': 'threads under our lock',
  async: 'tasks',
  interpreters: 'interpreters',
  pool: 'pool threads',
}

/** Writes "2 threads". */
export function countOf(workers: number, series: SeriesId): string {
  const found = findSeries(series)
  const executor = found?.executor ?? 'serial'
  const variant = found?.variant === null || found === undefined ? '' : ` (${found.variant.name})`
  return `${workers} ${workers === 1 ? one[executor] : several[executor]}${variant}`
}

/** The worker counts that the session plans for each of these series, in ascending order. */
export function measuredCounts(data: ClaimData, series: readonly SeriesId[]): readonly number[] {
  const { conditions } = data.session.header
  const counts = new Set(conditions.map(({ workers }) => workers))
  return [...counts]
    .filter((workers) => series.every((id) => conditions.some((one) => one.series === id && one.workers === workers)))
    .sort((a, b) => a - b)
}
