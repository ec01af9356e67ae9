import { findSeries, type ExecutorId, type RuntimeId, type SeriesId } from '../names/series.ts'
import type { SessionHeader } from '../session/session.ts'

/** Jython and IronPython have no switch interval, and in Node only our own lock has one. */
const settable: ReadonlySet<RuntimeId> = new Set(['cpython', 'cpython-ft', 'pypy'])
const sharing: ReadonlySet<ExecutorId> = new Set(['threads', 'locked-threads'])

/** The switch interval that a series' threads ran under, in ms; null if they have none or the file does not name one. */
export function switchIntervalOf({ experiment }: SessionHeader, id: SeriesId): number | null {
  const series = findSeries(id)
  if (series === undefined || !sharing.has(series.executor)) return null
  if (series.executor !== 'locked-threads' && !settable.has(series.runtime)) return null
  if (series.variant?.kind === 'interval') return series.variant.switchIntervalMs
  const { definition } = experiment
  if (typeof definition !== 'object' || definition === null || !('switchIntervalMs' in definition)) return null
  return typeof definition.switchIntervalMs === 'number' ? definition.switchIntervalMs : null
}
