import { findSeries, type ExecutorId, type SeriesId } from './series.ts'
import { runtimeName, seriesName, variantName } from './series-titles.ts'

export interface ConditionAt {
  readonly series: SeriesId
  readonly workers: number
}

/** Writes "node/threads × 2", which session files carry, and by which a program finds a condition again. */
export function conditionId({ series, workers }: ConditionAt): string {
  return `${series} × ${workers}`
}

const workerNames: Readonly<Record<ExecutorId, readonly [one: string, several: string]>> = {
  serial: ['serial worker', 'serial workers'],
  threads: ['thread', 'threads'],
  processes: ['process', 'processes'],
  'processes-fork': ['forked process', 'forked processes'],
  'locked-threads': ['thread under a lock', 'threads under a lock'],
  async: ['async task', 'async tasks'],
  interpreters: ['interpreter', 'interpreters'],
  pool: ['pool thread', 'pool threads'],
}

/** Writes "2 CPython processes" or "4 CPython threads, NumPy sin", as people read it everywhere; serial work is "CPython serial". */
export function conditionName({ series: id, workers }: ConditionAt): string {
  const series = findSeries(id)
  if (series === undefined) return conditionId({ series: id, workers })
  const { runtime, executor, variant } = series
  if (executor === 'serial') return seriesName(id)
  const [one, several] = workerNames[executor]
  const workerName = (workers === 1 ? one : several).replace(/a lock$/, runtime === 'node' ? 'our lock' : 'a lock')
  const runtimeInside = runtimeName(runtime).replace(/^Free/, 'free')
  const plain = `${workers.toLocaleString('en-US')} ${runtimeInside} ${workerName}`
  return variant === null ? plain : `${plain}, ${variantName(variant)}`
}
