import { findSeries, type ExecutorId, type SeriesId } from '../names/series.ts'
import { runtimeName } from '../names/series-titles.ts'
import { formatCount } from '../text/format-number.ts'

const numberWords =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'.split(' ')

/** "two", "sixteen"; larger ones in digits. */
export function inWords(count: number): string {
  return numberWords[count] ?? formatCount(count)
}

const nouns: Readonly<Record<ExecutorId, readonly [one: string, several: string]>> = {
  serial: ['worker', 'workers'],
  threads: ['thread', 'threads'],
  processes: ['process', 'processes'],
  'processes-fork': ['forked process', 'forked processes'],
  'locked-threads': ['thread under a lock', 'threads under a lock'],
  async: ['task in one thread', 'tasks in one thread'],
  interpreters: ['interpreter', 'interpreters'],
  pool: ['thread of the native pool', 'threads of the native pool'],
}

/** "two CPython threads", "one Node process". */
export function workersInWords(count: number, series: SeriesId): string {
  return `${inWords(count)} ${runtimeOf(series)} ${nounOf(series, count)}`
}

/** "CPython thread". */
export function workerOf(series: SeriesId): string {
  return `${runtimeOf(series)} ${nounOf(series, 1)}`
}

/** "threads", "process". */
export function nounOf(series: SeriesId, count: number): string {
  return nouns[findSeries(series)?.executor ?? 'serial'][count === 1 ? 0 : 1]
}

function runtimeOf(series: SeriesId): string {
  const runtime = findSeries(series)?.runtime ?? 'node'
  // "two free-threaded CPython threads"
  return runtime === 'cpython-ft' ? 'free-threaded CPython' : runtimeName(runtime)
}
